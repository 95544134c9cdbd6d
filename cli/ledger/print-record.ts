import pc from 'picocolors';
import type { ActionRow } from '../../core/ports/action-log.ts';
import type { EscalationRow, PersonDecision } from '../../core/ports/escalation-log.ts';
import type { TranscriptEntry } from '../../core/ports/ledger.ts';
import type { FeedbackRow } from '../../core/ports/outcome-log.ts';
import { detailOf } from '../../core/step-details.ts';
import type { Step, TurnResult } from '../../core/turn.ts';
import { table } from '../terminal/output.ts';
import { prettyAttempts } from './print-attempts.ts';
import { prettyHeard } from './print-heard.ts';
import type { ThreadRecord, TurnRecord } from './read-record.ts';
import { shown } from './shown.ts';

/** A thread or turn for people to read: messages, actions and reasons. */
export function prettyRecord({ thread, transcript, turns }: ThreadRecord): string {
  const known = thread.customer_id === null ? 'customer unknown' : `customer ${shown(thread.customer_id)}`;
  const head = [
    pc.bold(`thread ${shown(thread.thread_id)}`),
    thread.agent,
    known,
    `opened ${thread.created_at}`,
    `config ${thread.config_version.slice(0, 12)}`,
  ];
  return [
    head.join('  '),
    '',
    ...transcript.map(prettyEntry),
    ...turns.flatMap((turn) => ['', prettyTurn(turn)]),
  ].join('\n');
}

function prettyEntry({ role, text }: TranscriptEntry): string {
  return `${pc.cyan(role.padEnd(8))}  ${shown(text).replaceAll('\n', `\n${' '.repeat(10)}`)}`;
}

function prettyTurn({ turn, steps, actions, feedback, escalations }: TurnRecord): string {
  const { result } = turn;
  const cost = steps.reduce((total, step) => total + step.cost_nano, 0);
  const head = [
    pc.bold(`turn ${turn.number}`),
    turn.turn_id,
    turn.outcome === null || turn.status !== 'done'
      ? `${turn.outcome ?? 'no outcome'} (${turn.status})`
      : turn.outcome,
    ...(result?.intent ? [prettyIntent(result.intent)] : []),
    ...(result ? [`confidence ${ratio(result.confidence)}`, `${result.latency_ms} ms`, result.mode] : []),
    dollars(cost),
  ];
  return [
    head.join('  '),
    ...(steps.length > 0 ? [indented(stepTable(steps))] : []),
    ...steps.flatMap((step) => prettyAttempts(step).map(indented)),
    ...steps.flatMap((step) => heardLines(turn.text, step)),
    ...actions.map(prettyAction),
    ...escalations.map(prettyEscalation),
    ...feedback.map(prettyFeedback),
  ].join('\n');
}

function heardLines(text: string, step: Step): readonly string[] {
  const heard = detailOf(step, 'classify')?.heard;
  return heard ? prettyHeard(text, heard).map(indented) : [];
}

function prettyIntent({ name, confidence, certified }: NonNullable<TurnResult['intent']>): string {
  return `intent ${name} ${ratio(confidence)}${certified ? '' : ' uncertified'}`;
}

function stepTable(steps: readonly Step[]): string {
  const tokens = steps.some((step) => step.input_tokens + step.output_tokens > 0);
  const headings = [
    '#',
    'step',
    'ms',
    ...(tokens ? ['in', 'cached', 'out'] : []),
    'cost',
    'confidence',
    'model',
    'error',
    'detail',
  ];
  const rows = steps.map((step) => [
    step.number,
    step.node,
    Number(step.ms.toFixed(1)),
    ...(tokens ? [step.input_tokens, step.cached_tokens, step.output_tokens] : []),
    dollars(step.cost_nano),
    step.confidence === null ? '' : ratio(step.confidence),
    step.model ?? '',
    step.error ?? '',
    short(JSON.stringify(withoutLines(step.detail))),
  ]);
  return table(headings, rows);
}

function prettyAction({ action_id, verdict, status, proposal }: ActionRow): string {
  const { name, arguments: args } = verdict.action;
  const rules = verdict.rules.length > 0 ? ` by ${verdict.rules.join(', ')}` : '';
  const run = status === 'executed' ? pc.green('executed') : `not executed (${status})`;
  return [
    `  action ${pc.bold(name)} ${shown(JSON.stringify(args))}`,
    ...(proposal.modified ? [`    proposed as ${shown(JSON.stringify(proposal.modified.from))}`] : []),
    `    ${action_id}  proposed by ${proposal.by}  ${verdict.decision}${rules}  ${run}  policy ${verdict.policy_version.slice(0, 12)}`,
    ...verdict.reasons.map(({ rule, code, detail }) => `    ${rule} (${code}): ${shown(detail)}`),
  ].join('\n');
}

function prettyEscalation({ escalation_id, queue, status, request, decision }: EscalationRow): string {
  return [
    `  escalation ${pc.bold(request.code)} to ${queue}: ${shown(request.summary ?? request.reason)}`,
    `    ${escalation_id}  ${status}${decision === null ? '' : `  ${prettyDecision(decision)}`}`,
  ].join('\n');
}

function prettyDecision(decision: PersonDecision): string {
  const said = decision.decision === 'answer' ? decision.text : decision.note;
  const edited = decision.decision === 'edit' ? ` ${JSON.stringify(decision.arguments)}` : '';
  return shown(`${decision.decision} by ${decision.by.id}${edited}${said === undefined ? '' : `: ${said}`}`);
}

function prettyFeedback({ score, comment, corrected_intent }: FeedbackRow): string {
  const opinion = ['bad', 'neither good nor bad', 'good'][score + 1];
  return `  feedback ${opinion}${corrected_intent === null ? '' : `, intent should be ${corrected_intent}`}${comment === null ? '' : `: ${shown(comment)}`}`;
}

const ratio = (value: number | null): string => (value === null ? '-' : value.toFixed(2));
const dollars = (nano: number): string => (nano === 0 ? '$0' : `$${(nano / 1e9).toFixed(6)}`);
const short = (text: string): string =>
  text === '{}' ? '' : shown(text.length > 120 ? `${text.slice(0, 119)}…` : text);
/** The reading of a message and the calls to models have lines of their own. */
const withoutLines = ({ heard: _heard, attempts: _attempts, ...detail }: Step['detail']) => detail;
const indented = (text: string): string => text.replace(/^/gm, '  ');
