import {
  type PairedDifference,
  type PairedItem,
  pairedDifference,
} from '../../confidence/paired-difference.ts';
import { own } from '../../core/values/own.ts';
import type { Baseline } from './baseline.ts';
import type { DatasetResult, ItemState, Passes, ScenarioResult } from './results.ts';

/** A scenario's change since the baseline. Only `broken` closes the gate. */
export type ScenarioVerdict =
  | 'passed'
  /** It passed in the baseline, or there is none, and it fails now. */
  | 'broken'
  /** It passed in the baseline, and now some runs fail. */
  | 'unsteady'
  | 'known-failure'
  | 'fixed'
  /** Not in the baseline. */
  | 'new'
  | 'new-failure';

/** The numbers of right and wrong rows; the rest gave no answer. */
export interface RowCounts {
  readonly right: number;
  readonly wrong: number;
  readonly of: number;
}

/** A data set compared with its baseline. */
export interface DatasetVerdict {
  /** The reason why it closes the gate; null if it does not. */
  readonly red: string | null;
  readonly now: RowCounts;
  /** The comparison of rows that the baseline has too; null without a baseline. */
  readonly compared: {
    readonly before: RowCounts;
    readonly now: RowCounts;
    /** The change in the share of right rows; `harmless`: in the share of rows that are not wrong. */
    readonly right: PairedDifference;
    readonly harmless: PairedDifference;
  } | null;
  /** Ids of rows that are no longer right; `misled`: that were unsure and are wrong; `gained`: that became right. */
  readonly lost: readonly string[];
  readonly misled: readonly string[];
  readonly gained: readonly string[];
}

/** One-sided 95 %, because only a drop closes the gate. Five lost rows without a gain are a drop. */
const ROWS_ASSURANCE = 0.9;
/** The assurance for runs of a model, which are random. It is high enough for all runs of a year. */
const RUNS_ASSURANCE = 0.999;

/** Kinds of deterministic rows. Each lost one closes the gate. */
const STRICT: readonly DatasetResult['kind'][] = ['policy', 'runs'];

const always = ({ passed, of }: Passes): boolean => passed === of;

/** Compares a scenario with the baseline. Without one every run must pass. */
export function scenarioVerdict(result: ScenarioResult, baseline: Baseline | null): ScenarioVerdict {
  if (baseline === null) return always(result) ? 'passed' : 'broken';
  const before = own(baseline.scenarios, result.name);
  if (before === undefined) return always(result) ? 'new' : 'new-failure';
  if (always(result)) return always(before) ? 'passed' : 'fixed';
  if (!always(before)) return 'known-failure';
  return result.passed === 0 ? 'broken' : 'unsteady';
}

/** Compares all scenarios with the baseline together. One flaky scenario is no finding; many are. */
export function scenariosDifference(
  results: readonly ScenarioResult[],
  baseline: Baseline | null,
): PairedDifference {
  const items = results.flatMap((now): readonly PairedItem[] => {
    const before = own(baseline?.scenarios, now.name);
    return before ? [{ before, now }] : [];
  });
  return pairedDifference(items, RUNS_ASSURANCE);
}

/** Compares a data set with the baseline, row by row. */
export function datasetVerdict(result: DatasetResult, baseline: Baseline | null): DatasetVerdict {
  const rows = own(baseline?.datasets, result.name) ?? null;
  const known = result.items.flatMap(({ id, state: now }) => {
    const before = own(rows ?? undefined, id);
    return before ? [{ id, before, now }] : [];
  });
  const now = counts(result.items.map(({ state }) => state));
  const compared = rows && {
    before: counts(known.map(({ before }) => before)),
    now: counts(known.map((row) => row.now)),
    right: difference(known, (state) => state === 'right'),
    harmless: difference(known, (state) => state !== 'wrong'),
  };
  const idsOf = (changed: (row: KnownRow) => boolean) => known.filter(changed).map(({ id }) => id);
  const lost = idsOf((row) => row.before === 'right' && row.now !== 'right');
  return {
    red: belowFloor(now, floorOf(result, rows !== null)) ?? reasonOf(result, compared, lost.length),
    now,
    compared,
    lost,
    misled: idsOf((row) => row.before === 'unsure' && row.now === 'wrong'),
    gained: idsOf((row) => row.before !== 'right' && row.now === 'right'),
  };
}

interface KnownRow {
  readonly id: string;
  readonly before: ItemState;
  readonly now: ItemState;
}

function counts(states: readonly ItemState[]): RowCounts {
  const count = (wanted: ItemState) => states.filter((state) => state === wanted).length;
  return { right: count('right'), wrong: count('wrong'), of: states.length };
}

function difference(rows: readonly KnownRow[], passes: (state: ItemState) => boolean): PairedDifference {
  const once = (state: ItemState): Passes => ({ passed: passes(state) ? 1 : 0, of: 1 });
  return pairedDifference(
    rows.map(({ before, now }) => ({ before: once(before), now: once(now) })),
    ROWS_ASSURANCE,
  );
}

const floorOf = ({ kind, atLeast }: DatasetResult, compared: boolean): number =>
  atLeast ?? (STRICT.includes(kind) && !compared ? 1 : 0);

function belowFloor({ right, of }: RowCounts, floor: number): string | null {
  if (of === 0 || right / of >= floor) return null;
  return floor === 1 ? `${of - right} of ${of} are not right` : `less than ${floor} are right`;
}

function reasonOf(
  { kind }: DatasetResult,
  compared: DatasetVerdict['compared'],
  lost: number,
): string | null {
  if (STRICT.includes(kind)) return lost === 0 ? null : `${lost} that were right are not`;
  if (compared?.right.verdict === 'worse') return 'fewer are right than in the baseline';
  if (compared?.harmless.verdict === 'worse') return 'more are wrong than in the baseline';
  return null;
}
