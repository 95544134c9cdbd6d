import type { RecordedAction, RecordedQuery } from '../../core/ports/recorded-actions.ts';
import { refusedByEngine } from '../../core/verdict.ts';
import { judgeAgain } from '../../rules/backtest/backtest-judge.ts';
import { stakeOf } from '../../rules/backtest/backtest-stake.ts';
import { type BacktestTotals, backtestTally } from '../../rules/backtest/backtest-tally.ts';
import { existingLedger } from '../open/open-ledger.ts';
import { exportRows, ledgerRows, type RecordedRow } from './backtest-rows.ts';
import { agentsOf, openPolicyHarness, type PolicyHarness } from './policy-harness.ts';

/** The actions to judge again, and their source. */
export interface BacktestOptions {
  /** The project's folder: its rules judge. */
  readonly root: string;
  /** The data folder with the ledger; not read when there is an export. */
  readonly dataDir: string;
  readonly export?: string;
  readonly agent?: string;
  readonly since?: string;
  /** The number of shown actions for each kind of flip. */
  readonly examples: number;
  readonly onProgress: (done: number, total: number) => void;
}

/** Judges every recorded action again by the rules in the working tree. */
export interface BacktestReport extends BacktestTotals {
  readonly policies: readonly { readonly agent: string; readonly policy_version: string }[];
  /** Actions of agents that are not declared here. */
  readonly other_agents: number;
  readonly unreadable: number;
  /** The first of the rows that could not be read, with file, line and reason. */
  readonly problems: readonly string[];
}

const PROBLEMS_SHOWN = 10;

/** Judges all recorded actions again. Rejects with `PROJECT_INVALID`, `AGENT_UNKNOWN`, `LEDGER_UNAVAILABLE`, `REQUEST_INVALID`. */
export async function backtest(options: BacktestOptions): Promise<BacktestReport> {
  const { root, agent, examples } = options;
  const names = agent === undefined ? await agentsOf(root) : [agent];
  const harnesses = new Map<string, PolicyHarness>();
  for (const name of names) harnesses.set(name, await openPolicyHarness(root, name));
  const tally = backtestTally(examples);
  const problems: string[] = [];
  let [otherAgents, unreadable] = [0, 0];
  await forEachRow(options, async (row) => {
    if ('problem' in row) {
      unreadable += 1;
      if (problems.length < PROBLEMS_SHOWN) problems.push(row.problem);
      return;
    }
    const harness = harnesses.get(row.action.agent);
    if (harness === undefined) otherAgents += 1;
    else await retry(row.action, harness, tally);
  });
  return {
    policies: [...harnesses].map(([name, { policy }]) => ({ agent: name, policy_version: policy.version })),
    ...tally.totals(),
    other_agents: otherAgents,
    unreadable,
    problems,
  };
}

async function retry(
  recorded: RecordedAction,
  harness: PolicyHarness,
  tally: ReturnType<typeof backtestTally>,
): Promise<void> {
  if (refusedByEngine(recorded.verdict)) return tally.left();
  const rejudgement = await judgeAgain(recorded, harness);
  if (rejudgement.same) return tally.same();
  tally.differs(rejudgement, await stakeOf(recorded, harness.policy.stakes ?? [], harness));
}

async function forEachRow(
  { dataDir, export: file, agent, since, onProgress }: BacktestOptions,
  visit: (row: RecordedRow) => Promise<void>,
): Promise<void> {
  const query: RecordedQuery = {
    ...(agent === undefined ? {} : { agent }),
    ...(since === undefined ? {} : { since }),
  };
  const ledger = file === undefined ? await existingLedger(dataDir) : undefined;
  try {
    const source = ledger ? await ledgerRows(ledger.recorded, query) : await exportRows(file ?? '', query);
    for await (const { row, done } of source.rows()) {
      if (row !== null) await visit(row);
      onProgress(done, source.total);
    }
  } finally {
    await ledger?.close();
  }
}
