import type { ProposedAction } from '../../core/action.ts';
import { own } from '../../core/values/own.ts';
import type { UnreadableRun } from './read-runs.ts';
import type { RunRow } from './run-row.ts';

/** Counts by name, most frequent first. */
export interface Counts {
  readonly [name: string]: number;
}

/** The outcomes of one tool's proposals. */
export interface ToolCounts {
  readonly proposed: number;
  readonly executed: number;
  readonly stopped: number;
  readonly outside_action_space: number;
}

/** All runs of a replay in numbers. */
export interface ReplaySummary {
  readonly runs: number;
  /** The number of rows that were not played. */
  readonly unreadable: number;
  readonly ended: Counts;
  readonly customer_turns: number;
  readonly model_calls: number;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cost_usd: number;
  readonly proposed: number;
  readonly allowed: number;
  readonly executed: number;
  /** The number executed after the customer's yes. */
  readonly confirmed: number;
  /** The number that the customer declined, because the recording did not execute it. */
  readonly declined: number;
  readonly in_review: number;
  readonly denied: number;
  /** Denials by rule. Several rules can deny one action. */
  readonly denied_by: Counts;
  readonly outside_action_space: number;
  readonly tools: { readonly [name: string]: ToolCounts };
  readonly regenerations: number;
  readonly escalations: Counts;
  readonly as_recorded: number;
  /** Runs by the cause of their first divergence. */
  readonly diverged_by: Counts;
  readonly same_state: number;
  /** Runs with another final state, by the reason for the first missing effect. */
  readonly other_state_by: Counts;
  /** Missing effects by reason. */
  readonly missing_by: Counts;
  readonly violations: number;
}

/** Adds up the rows of a replay. */
export function summarize(rows: readonly (RunRow | UnreadableRun)[]): ReplaySummary {
  const played = rows.filter((row): row is RunRow => !('error' in row));
  const sum = (pick: (row: RunRow) => number) => played.reduce((total, row) => total + pick(row), 0);
  const stopped = played.flatMap((row) => row.stopped);
  const decided = (decision: string) => stopped.filter((action) => action.decision === decision);
  const transfers = sum((row) => row.transfers.length);
  const executed = sum((row) => row.executed.length);
  const otherState = played.filter(({ same_state }) => !same_state);
  return {
    runs: played.length,
    unreadable: rows.length - played.length,
    ended: counts(played.map(({ ended }) => ended)),
    customer_turns: sum(({ turns }) => turns),
    model_calls: sum((row) => row.model_calls),
    input_tokens: sum((row) => row.input_tokens),
    output_tokens: sum((row) => row.output_tokens),
    cost_usd: Math.round(sum((row) => row.cost_usd * 1e9)) / 1e9,
    proposed: sum((row) => row.proposed),
    allowed: executed + transfers + decided('allow').length,
    executed,
    confirmed: sum((row) => row.confirmed),
    declined: decided('confirm').length,
    in_review: decided('review').length,
    denied: decided('deny').length,
    denied_by: counts(decided('deny').flatMap(({ rules }) => rules)),
    outside_action_space: sum((row) => row.outside_action_space.length),
    tools: byTool(played),
    regenerations: sum((row) => row.regenerations),
    escalations: counts(played.flatMap((row) => row.escalations)),
    as_recorded: played.filter(({ diverged_at }) => diverged_at === null).length,
    diverged_by: counts(played.flatMap(({ diverged_by }) => diverged_by ?? [])),
    same_state: played.length - otherState.length,
    other_state_by: counts(otherState.map(({ missing }) => missing[0]?.why ?? 'extra_effect')),
    missing_by: counts(played.flatMap(({ missing }) => missing.map(({ why }) => why))),
    violations: sum(({ violations }) => violations.length),
  };
}

function counts(names: readonly string[]): Counts {
  const found = new Map<string, number>();
  for (const name of names) found.set(name, (found.get(name) ?? 0) + 1);
  return Object.fromEntries([...found].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}

function byTool(rows: readonly RunRow[]): ReplaySummary['tools'] {
  const countsOf = (pick: (row: RunRow) => readonly ProposedAction[]) =>
    counts(rows.flatMap((row) => pick(row).map(({ name }) => name)));
  const executed = countsOf((row) => row.executed);
  const stopped = countsOf((row) => row.stopped);
  const outside = countsOf((row) => row.outside_action_space);
  const proposed = countsOf(everyProposal);
  return Object.fromEntries(
    Object.entries(proposed).map(([name, all]) => [
      name,
      {
        proposed: all,
        executed: own(executed, name) ?? 0,
        stopped: own(stopped, name) ?? 0,
        outside_action_space: own(outside, name) ?? 0,
      },
    ]),
  );
}

const everyProposal = (row: RunRow): readonly ProposedAction[] => [
  ...row.executed,
  ...row.stopped,
  ...row.outside_action_space,
  ...row.transfers,
];
