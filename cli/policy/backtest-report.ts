import pc from 'picocolors';
import type { BacktestReport } from '../../app/measure/backtest.ts';
import type { Reason } from '../../core/verdict.ts';
import type { Example, Flips } from '../../rules/backtest/backtest-tally.ts';
import { shown } from '../ledger/shown.ts';
import { counted, table } from '../terminal/output.ts';

/** A backtest for people to read: totals, flips with their money, and example actions. */
export function prettyBacktest(report: BacktestReport): string {
  return [
    summary(report),
    ...section('What flips', ['from', 'to'], report.flips, ({ from, to }) => [from, to]),
    ...section('By rule', ['rule', 'from', 'to'], report.by_rule, (row) => [row.rule, row.from, row.to]),
    ...section('By intent', ['intent', 'from', 'to'], report.by_intent, (row) => [
      row.intent ?? '(none)',
      row.from,
      row.to,
    ]),
    ...unrecorded(report),
    ...report.examples.map(prettyExample),
    ...report.problems,
  ].join('\n\n');
}

function summary(report: BacktestReport): string {
  const { policies, actions, same, flipped, weakened, unknown, engine, other_agents, unreadable } = report;
  const rest = [
    ...(engine > 0 ? [`${engine} refused by the engine, not judged again`] : []),
    ...(other_agents > 0 ? [`${other_agents} of agents that are not declared here, left out`] : []),
    ...(unreadable > 0 ? [`${counted(unreadable, 'row')} could not be read`] : []),
  ];
  return [
    `${counted(actions, 'recorded action')} judged again under ${policies
      .map(({ agent, policy_version }) => `${agent} ${policy_version.slice(0, 12)}`)
      .join(', ')}`,
    `${same} the same, ${pc.bold(`${flipped} flipped`)} (${weakened} weaker now), ${unknown} unknown`,
    ...rest,
  ].join('\n');
}

function section<T extends Flips>(
  title: string,
  headings: readonly string[],
  rows: readonly T[],
  cells: (row: T) => readonly string[],
): readonly string[] {
  if (rows.length === 0) return [];
  const body = rows.map((row) => [...cells(row), row.actions, dollars(row.at_stake_usd), row.without_amount]);
  return [`${title}\n${table([...headings, 'actions', 'at stake', 'without amount'], body)}`];
}

function unrecorded({ unrecorded_facts: facts }: BacktestReport): readonly string[] {
  if (facts.length === 0) return [];
  const rows = facts.map(({ fact, actions }) => [fact, actions]);
  return [`Facts that were never recorded\n${table(['fact', 'actions'], rows)}`];
}

function prettyExample({ agent, intent, at, action, at_stake_usd, from, to, ...ids }: Example): string {
  const money = at_stake_usd === null ? '' : `, ${dollars(at_stake_usd)} at stake`;
  return [
    `${pc.bold(`${from.decision} -> ${to.decision}`)}  ${action.name} ${shown(JSON.stringify(action.arguments))}${money}`,
    `  ${agent}, ${intent ?? 'no intent'}, ${ids.status}, ${at}`,
    `  action ${ids.action_id}  turn ${ids.turn_id}`,
    `  trestle ledger show ${ids.thread_id}`,
    `  was ${reasons(from.reasons)}`,
    `  now ${reasons(to.reasons)}`,
  ].join('\n');
}

const reasons = (given: readonly Reason[]): string =>
  given.length === 0
    ? 'let through: no rule fired'
    : shown(given.map(({ rule, decision, detail }) => `${decision} by ${rule}: ${detail}`).join('; '));

const dollars = (amount: number): string =>
  amount.toLocaleString('en-US', { style: 'currency', currency: 'USD' });
