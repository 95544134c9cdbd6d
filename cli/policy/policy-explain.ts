import { join } from 'node:path';
import { Command } from 'commander';
import pc from 'picocolors';
import type { Explanation } from '../../rules/explain/explain-verdict.ts';
import { globalOptions } from '../terminal/options.ts';
import { print, printJson } from '../terminal/output.ts';

interface ExplainOptions {
  readonly agent?: string;
  readonly action?: string;
  readonly session?: string;
  readonly db?: string;
  readonly case?: string;
  readonly data?: string;
}

const EXAMPLE = `
Examples:
  $ trestle policy explain --agent retail --action '{"name": "cancel_pending_order", "arguments": {"order_id": "#W1000002", "reason": "no longer needed"}}' --session '{"authenticated_user_id": "mia_brooks_1001", "user_confirmed": true}'
  $ trestle policy explain --agent retail --case "a delivered order cannot be cancelled"
  $ trestle policy explain 0198c7d2-5a41-7c3e-9b1f-6f2f1f3f8a10.a1

Exit codes: 0 explained, 1 could not run.`;

/** `trestle policy explain`: explains an action's verdict to a person. */
export function policyExplainCommand(): Command {
  return new Command('explain')
    .description("explain an action's verdict")
    .argument('[action_id]', 'an action that was judged, from `trestle ledger show`')
    .option('--agent <agent>', 'the agent, for --action and --case')
    .option('--action <json>', 'an action to judge now: {"name": "…", "arguments": {…}}')
    .option(
      '--session <json>',
      "with --action: the customer's id and attested slots (default: unknown customer)",
    )
    .option('--db <file>', "with --action: the records, as JSON (default: the agent's demo records)")
    .option('--case <name>', "the name, or a part of it, of a case beside the agent's rules")
    .option('--data <folder>', 'with an action id: where the state is kept (default: <project>/.trestle)')
    .addHelpText('after', EXAMPLE)
    .action(async (actionId: string | undefined, options: ExplainOptions, command: Command) => {
      const { project, format } = globalOptions(command);
      const explanation = await explain(actionId, options, project, command);
      if (format === 'json') printJson(explanation);
      else show(explanation);
    });
}

async function explain(
  actionId: string | undefined,
  { agent, action, session, db, case: name, data }: ExplainOptions,
  root: string,
  command: Command,
): Promise<Explanation> {
  const ways = [actionId, action, name].filter((way) => way !== undefined);
  if (ways.length !== 1) command.error('error: give one of an action id, --action and --case');
  const { explainAction, explainCase, explainRecorded } = await import(
    '../../app/measure/policy-harness-explain.ts'
  );
  if (actionId !== undefined)
    return explainRecorded({ root, dataDir: data ?? join(root, '.trestle'), actionId });
  if (agent === undefined) command.error('error: --agent is missing');
  if (name !== undefined) return explainCase({ root, agent, name });
  return explainAction({ root, agent, action: action ?? '', session, db });
}

const COLOURS = { deny: pc.red, review: pc.yellow, confirm: pc.cyan, modify: pc.green, allow: pc.green };

function show(explanation: Explanation): void {
  const { action, proposed, decision, summary, tell, missing, heard, silent, facts, current } = explanation;
  print(`${pc.bold(action.name)} ${JSON.stringify(action.arguments)}`);
  if (proposed !== null) print(`proposed as ${JSON.stringify(proposed)}`);
  print(`${COLOURS[decision](pc.bold(decision))}: ${summary}`);
  section('The customer is told', tell);
  section('What is missing', missing);
  section(
    'Rules that count',
    heard.flatMap(({ rule, decision: wants, why, because }) => [
      `${pc.bold(rule)} (${wants}): ${why}`,
      ...because.map((each, index) => `  ${index === 0 ? 'because' : 'and'} ${each}`),
    ]),
  );
  section(
    'Rules that do not count here',
    silent.flatMap(({ rule, decision: wants, kept_by }) => [
      `${pc.bold(rule)} (${wants})`,
      ...kept_by.map((each) => `  ${each}`),
    ]),
  );
  section(
    'What the facts mean',
    facts.map(({ name, meaning }) => `${name}: ${meaning}`),
  );
  if (!current)
    print('\nThe rules were changed after this verdict; what does not count is said by the rules of today.');
}

function section(title: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  print(`\n${pc.bold(title)}`);
  for (const line of lines) print(`  ${line}`);
}
