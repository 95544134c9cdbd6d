import type { ProposedAction } from '../../core/action.ts';
import type { ActionRow } from '../../core/ports/action-log.ts';
import { detailOf } from '../../core/step-details.ts';
import type { Step } from '../../core/turn.ts';
import type { Decision } from '../../core/verdict.ts';
import type { Violation } from './audit-run.ts';
import { decidingRules } from './deciding-rules.ts';
import type { Played } from './play-run.ts';
import type { NamedRun, RunName } from './read-runs.ts';
import type { RecordedCall } from './recorded-calls.ts';

/** An action that did not run, with the reason. */
export interface StoppedAction extends ProposedAction {
  readonly decision: Decision;
  /** The deciding rules, not all fired ones. */
  readonly rules: readonly string[];
}

/** An effect of the recording that did not happen in the replay. */
export interface MissingEffect extends ProposedAction {
  /** The rule that stopped it; `outside_action_space`, `not_proposed`, or `refused_by_tool`. */
  readonly why: string;
}

/** A row of `trestle replay`: one conversation. Every proposed action is in exactly one list. */
export interface RunRow {
  readonly task_id: RunName;
  readonly trial: RunName;
  readonly ended: Played['ended'];
  readonly model_calls: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cost_usd: number;
  readonly proposed: number;
  readonly executed: readonly ProposedAction[];
  readonly stopped: readonly StoppedAction[];
  readonly outside_action_space: readonly ProposedAction[];
  /** Proposals to call a person: allowed, and answered by a person instead of a tool. */
  readonly transfers: readonly ProposedAction[];
  /** The first customer turn, from 1, in which our agent differed from the recording; null if it never did. */
  readonly diverged_at: number | null;
  readonly diverged_by: string | null;
  /** The number of executed actions that the customer confirmed. */
  readonly confirmed: number;
  readonly escalations: readonly string[];
  /** The number of answers with an ungrounded statement, which a live model would write again. */
  readonly regenerations: number;
  readonly turns: number;
  /** True if the records end as in the recording. */
  readonly same_state: boolean;
  readonly missing: readonly MissingEffect[];
  /** Executed actions that the policy does not allow on a second judgement. It must be empty. */
  readonly violations: readonly Violation[];
}

export interface RunRecord {
  readonly run: NamedRun;
  readonly played: Played;
  readonly modelCalls: number;
  readonly actions: readonly ActionRow[];
  readonly steps: readonly Step[];
  readonly turns: number;
  readonly sameState: boolean;
  readonly missing: readonly MissingEffect[];
  readonly violations: readonly Violation[];
  readonly escalationTool: string | undefined;
}

const OUTSIDE = 'outside_action_space';

/** True if an action was denied because its intent was not active. */
function isOutside({ verdict }: ActionRow): boolean {
  return verdict.codes.includes(OUTSIDE);
}

/** Builds a run's row from its records. */
export function runRow(record: RunRecord): RunRow {
  const { run, played, actions, steps, escalationTool } = record;
  const executed = actions.filter(({ status }) => status === 'executed');
  const rest = actions.filter(({ status }) => status !== 'executed');
  const isTransfer = ({ verdict }: ActionRow) =>
    verdict.decision === 'allow' && verdict.action.name === escalationTool;
  const [first] = played.departures;
  const sum = (pick: (step: Step) => number) => steps.reduce((total, step) => total + pick(step), 0);
  return {
    task_id: run.task_id,
    trial: run.trial,
    ended: played.ended,
    model_calls: record.modelCalls,
    input_tokens: sum((step) => step.input_tokens),
    output_tokens: sum((step) => step.output_tokens),
    cost_usd: sum((step) => step.cost_nano) / 1e9,
    proposed: actions.length,
    executed: executed.map(actionOf),
    stopped: rest.filter((row) => !isOutside(row) && !isTransfer(row)).map(stopOf),
    outside_action_space: rest.filter(isOutside).map(actionOf),
    transfers: rest.filter(isTransfer).map(actionOf),
    diverged_at: first?.turn ?? null,
    diverged_by: first?.cause ?? null,
    confirmed: executed.filter(({ action_id }) => played.confirmed.has(action_id)).length,
    escalations: played.escalations,
    regenerations: steps.filter(isRegeneration).length,
    turns: record.turns,
    same_state: record.sameState,
    missing: record.missing,
    violations: record.violations,
  };
}

/** The recording's effects that did not happen, with reasons. */
export function missingEffects(
  wanted: readonly RecordedCall[],
  refused: readonly RecordedCall[],
  actions: readonly ActionRow[],
): readonly MissingEffect[] {
  const byCall = new Map(actions.map((row) => [row.proposal.call_id, row]));
  return wanted.flatMap((call) => {
    const row = byCall.get(call.id);
    if (row?.status === 'executed') return [];
    const { name, arguments: args } = call;
    const unproposed = refused.includes(call) ? 'refused_by_tool' : 'not_proposed';
    const why = row ? reasonOf(row) : unproposed;
    return [{ name, arguments: args, why }];
  });
}

const actionOf = ({ verdict }: ActionRow): ProposedAction => ({
  name: verdict.action.name,
  arguments: verdict.action.arguments,
});

const stopOf = (row: ActionRow): StoppedAction => ({
  ...actionOf(row),
  decision: row.verdict.decision,
  rules: decidingRules(row.verdict),
});

const reasonOf = (row: ActionRow): string =>
  isOutside(row) ? OUTSIDE : (decidingRules(row.verdict)[0] ?? row.verdict.decision);

function isRegeneration(step: Step): boolean {
  const { by, faults = [] } = detailOf(step, 'respond') ?? {};
  return by === 'model' && faults.length > 0;
}
