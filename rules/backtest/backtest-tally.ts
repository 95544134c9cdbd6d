import type { RecordedAction } from '../../core/ports/recorded-actions.ts';
import { DECISIONS, type Decision } from '../../core/verdict.ts';
import type { NewDecision, Rejudgement } from './backtest-judge.ts';

/** Actions with a changed verdict, and the money at stake in them. */
export interface Flips {
  readonly from: Decision;
  readonly to: NewDecision;
  readonly actions: number;
  readonly at_stake_usd: number;
  /** The number of these actions without a declared or recorded amount. */
  readonly without_amount: number;
}

/** One action with both verdicts and their reasons. */
export type Example = Pick<
  RecordedAction,
  'agent' | 'thread_id' | 'turn_id' | 'action_id' | 'intent' | 'status' | 'at'
> & {
  readonly action: RecordedAction['verdict']['action'];
  readonly at_stake_usd: number | null;
  readonly from: Pick<RecordedAction['verdict'], 'decision' | 'reasons'>;
  readonly to: { readonly decision: NewDecision; readonly reasons: Rejudgement['reasons'] };
};

/** Totals of all recorded actions under the rules of the working tree. */
export interface BacktestTotals {
  readonly actions: number;
  readonly same: number;
  readonly flipped: number;
  /** The number of flips whose new verdict is weaker than the recorded one. */
  readonly weakened: number;
  readonly unknown: number;
  /** The number of actions that the engine refused before judging. They are not judged again. */
  readonly engine: number;
  /** Flips and unknowns by recorded and new decision. */
  readonly flips: readonly Flips[];
  readonly by_rule: readonly (Flips & { readonly rule: string })[];
  readonly by_intent: readonly (Flips & { readonly intent: string | null })[];
  readonly unrecorded_facts: readonly { readonly fact: string; readonly actions: number }[];
  /** The actions with the most at stake, for each kind of flip. */
  readonly examples: readonly Example[];
}

/** True if the new decision is weaker. `unknown` is not weaker. */
const isWeaker = (from: Decision, to: NewDecision) =>
  to !== 'unknown' && DECISIONS.indexOf(to) < DECISIONS.indexOf(from);

interface Sum {
  readonly from: Decision;
  readonly to: NewDecision;
  readonly name: string | null;
  actions: number;
  cents: number;
  without: number;
}

/** Adds up re-judgements one by one. Keeps only the examples in memory. */
export function backtestTally(examplesOfEach: number) {
  const counts = { same: 0, flipped: 0, weakened: 0, unknown: 0, engine: 0 };
  const sums = {
    flips: new Map<string, Sum>(),
    rules: new Map<string, Sum>(),
    intents: new Map<string, Sum>(),
  };
  const facts = new Map<string, number>();
  const kept = new Map<string, { readonly example: Example; readonly cents: number }[]>();

  const keep = (rejudgement: Rejudgement, cents: number | null) => {
    const key = `${rejudgement.from} ${rejudgement.to}`;
    const examples = [
      ...(kept.get(key) ?? []),
      { example: exampleOf(rejudgement, cents), cents: cents ?? -1 },
    ];
    kept.set(key, examples.toSorted((a, b) => b.cents - a.cents).slice(0, examplesOfEach));
  };

  return {
    /** Counts a verdict of the engine, which is not judged again. */
    left: () => {
      counts.engine += 1;
    },
    same: () => {
      counts.same += 1;
    },
    /** Counts a changed or unknown verdict. */
    differs(rejudgement: Rejudgement, cents: number | null): void {
      const { from, to, recorded, rules, unrecorded } = rejudgement;
      counts[to === 'unknown' ? 'unknown' : 'flipped'] += 1;
      if (isWeaker(from, to)) counts.weakened += 1;
      add(sums.flips, { from, to, name: null }, cents);
      for (const rule of rules) add(sums.rules, { from, to, name: rule }, cents);
      add(sums.intents, { from, to, name: recorded.intent }, cents);
      for (const fact of unrecorded) facts.set(fact, (facts.get(fact) ?? 0) + 1);
      keep(rejudgement, cents);
    },
    totals: (): BacktestTotals => ({
      actions: counts.same + counts.flipped + counts.unknown + counts.engine,
      ...counts,
      flips: listed(sums.flips).map(flips),
      by_rule: listed(sums.rules).map((sum) => ({ rule: sum.name ?? '', ...flips(sum) })),
      by_intent: listed(sums.intents).map((sum) => ({ intent: sum.name, ...flips(sum) })),
      unrecorded_facts: [...facts]
        .map(([fact, actions]) => ({ fact, actions }))
        .toSorted((a, b) => b.actions - a.actions),
      examples: [...kept.values()].flatMap((examples) => examples.map(({ example }) => example)),
    }),
  };
}

function add(
  sums: Map<string, Sum>,
  { from, to, name }: Pick<Sum, 'from' | 'to' | 'name'>,
  cents: number | null,
): void {
  const key = JSON.stringify([from, to, name]);
  const sum = sums.get(key) ?? { from, to, name, actions: 0, cents: 0, without: 0 };
  sums.set(key, sum);
  sum.actions += 1;
  if (cents === null) sum.without += 1;
  else sum.cents += cents;
}

const listed = (sums: ReadonlyMap<string, Sum>): readonly Sum[] =>
  [...sums.values()].toSorted((a, b) => b.actions - a.actions || b.cents - a.cents);

const flips = ({ from, to, actions, cents, without }: Sum): Flips => ({
  from,
  to,
  actions,
  at_stake_usd: cents / 100,
  without_amount: without,
});

function exampleOf({ recorded, from, to, reasons }: Rejudgement, cents: number | null): Example {
  const { agent, thread_id, turn_id, action_id, intent, status, at, verdict } = recorded;
  return {
    agent,
    thread_id,
    turn_id,
    action_id,
    intent,
    status,
    at,
    action: verdict.action,
    at_stake_usd: cents === null ? null : cents / 100,
    from: { decision: from, reasons: verdict.reasons },
    to: { decision: to, reasons },
  };
}
