import type { Counts, ReplaySummary } from '../../app/replay/summarize.ts';

/** The names of the replayed agent and its files. */
export interface ReportedReplay {
  readonly agent: string;
  /** Names of the files with recorded runs. */
  readonly files: readonly string[];
  readonly model: string;
}

const HEAD = `# Recorded runs of a real model

Conversations between a simulated customer and a hosted LLM, played through our graphs: a section for each agent.`;

const LIMITS = `## How it is played

- Each run starts from its own copy of the records, with an empty ledger. Every customer message goes through the whole graph: classify, assemble, act, validate, execute, respond, observe. The classifier, the action space, the rules and the tools are the real ones; every intent goes to the \`model\` driver, which asks a local OpenAI-compatible endpoint.
- The endpoint answers each model call of a customer's turn with the recorded model's next answer.
- When a rule wants a confirmation, our engine shows the customer exactly what it is about to do. The recorded customer cannot read that, so it is answered by \`yes\` where the recording executed exactly this action (same tool, same arguments, no error) in this customer's turn, and by \`no\` otherwise.
- Where a reply states something that stands nowhere, a live model would have to write it again. That is counted as a regeneration; the recorded text goes out.
- \`engine-call-form\`, \`engine-arguments\` and \`engine-identity\` are the engine's own checks, before any rule is asked: arguments that are not JSON or do not fit the tool, and a customer identified by something that they did not say.
- A recorded transfer to a person ends the run: \`escalated\`.
- A call for a person that the recording did not have is answered with what the recorded agent said last in that turn, so that the conversation goes on: \`completed\`.
- \`diverged_at\` is the customer's turn, counted from 1, in which our agent first did something else: denied what the recording executed, asked instead of going on, or called a person.
- Afterwards the executed actions are done once more on an untouched copy of the records, and the policy is asked again before each, with only the yes that the customer gave and what they said of attested slots. The recording's own effects are done on another copy, and the records are compared; a run with an effect that our tools refuse to do at all counts as different.

## What a replay cannot show

- **What the model would have done with our answers.** The recorded model never reads our denials, our confirmations or our context. After a denial it goes on as if its call had run, and what it then says may be untrue. A live model is told why and may correct itself: denied proposals followed by corrected ones do not occur here.
- **What two denials would have led to.** Several denials in one turn call a person. A live model would have corrected an unreadable call; a recording repeats it, so it is escalated more often.
- **Whether customers like being asked.** The recorded agent asked for confirmation in its own words, and ours asks once more. A live model is told not to ask, so the double question is an artefact of the replay.
- **Whether a customer would say yes.** The yes is taken from what the recording did, which includes mistakes of the recorded agent: a wrong item, a wrong payment method. Rules stop what the policy forbids; they cannot know what the customer meant.
- **The quality of replies.** Groundedness is measured on texts that were written for another prompt. The recorded model saw no help pages, so it cites none.
- **Tokens and cost of our prompts.** They are the recording's totals, divided over its calls and priced with \`models.yaml\`. Our own context is longer or shorter than the one recorded.
- **Latency.** The endpoint answers at once.
- **Flows.** They handle most of these intents without a model when the agent is served; in a replay they are switched off.
`;

/** The page over all replayed agents with this agent's section replaced. */
export function replayReport(page: string, summary: ReplaySummary, reported: ReportedReplay): string {
  const sections = new Map(agentSections(page));
  sections.set(reported.agent, agentSection(summary, reported));
  const inOrder = [...sections].sort(([one], [other]) => (one < other ? -1 : 1));
  return [HEAD, ...inOrder.map(([, section]) => section), LIMITS].join('\n\n');
}

/** The sections of a page by agent: from one heading to the next of the same level. */
function agentSections(page: string): readonly (readonly [string, string])[] {
  return page.split(/^(?=## )/m).flatMap((section) => {
    const agent = /^## `([^`]+)`$/m.exec(section)?.[1];
    return agent === undefined ? [] : [[agent, section.trim()] as const];
  });
}

function agentSection(summary: ReplaySummary, { agent, files, model }: ReportedReplay): string {
  const command = `trestle replay --agent ${agent} --db db.json --runs ${files.join(' --runs ')} --out OUT.jsonl --report docs/replay.md`;
  return [
    `## \`${agent}\``,
    `Written by \`${command}\`; do not edit.`,
    `${summary.runs} recorded conversations. ${verdictOf(summary)}`,
    ...totals(summary, model),
    ...breakdowns(summary),
  ].join('\n\n');
}

function verdictOf({ violations, executed }: ReplaySummary): string {
  return violations === 0
    ? `None of the ${executed} executed actions is one that a rule denies or that needed a yes it did not get.`
    : `${violations} of the ${executed} executed actions are not allowed by the policy when it is asked again.`;
}

function totals(summary: ReplaySummary, model: string): readonly string[] {
  const rows: readonly (readonly [string, string | number])[] = [
    ['runs that came to an end', summary.runs],
    ...Object.entries(summary.ended).map(([name, count]): [string, number] => [`- ${name}`, count]),
    ['customer turns', summary.customer_turns],
    ['model calls', summary.model_calls],
    ['actions proposed', summary.proposed],
    ['- allowed', summary.allowed],
    ['- denied', summary.denied],
    ['- outside the action space', summary.outside_action_space],
    ['- shown to the customer and declined', summary.declined],
    ['- waiting for a person', summary.in_review],
    ['actions executed', summary.executed],
    ['- after our question and a yes', summary.confirmed],
    ['executed against the policy', summary.violations],
    ['replies to be written again', summary.regenerations],
    ['runs exactly as recorded', summary.as_recorded],
    ['runs that end with the same records', summary.same_state],
    ['input tokens', summary.input_tokens],
    ['output tokens', summary.output_tokens],
    [`cost at the price of ${model}`, `$${summary.cost_usd.toFixed(2)}`],
  ];
  return ['### In all', markdownTable(['', 'number'], rows)];
}

function breakdowns(summary: ReplaySummary): readonly string[] {
  const tools = Object.entries(summary.tools).map(([name, tool]) => [
    `\`${name}\``,
    tool.proposed,
    tool.executed,
    tool.stopped,
    tool.outside_action_space,
  ]);
  return [
    '### By tool',
    markdownTable(['tool', 'proposed', 'executed', 'stopped', 'outside the action space'], tools),
    ...section('Denied, by rule', 'rule', summary.denied_by),
    ...section('Calls for a person', 'code', summary.escalations),
    ...section('Runs that left the recording, by what made them first', 'cause', summary.diverged_by),
    ...section(
      'Runs that end with other records, by why the first effect is missing',
      'why',
      summary.other_state_by,
    ),
    ...section("The recordings' effects that did not happen, by why", 'why', summary.missing_by),
  ];
}

function section(title: string, heading: string, found: Counts): readonly string[] {
  const rows = Object.entries(found).map(([name, count]) => [`\`${name}\``, count]);
  return rows.length === 0 ? [] : [`### ${title}`, markdownTable([heading, 'number'], rows)];
}

function markdownTable(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const ruler = headings.map((_, column) => (column === 0 ? '---' : '---:'));
  return [line(headings), line(ruler), ...rows.map(line)].join('\n');
}
