import {
  type PairedDifference,
  type PairedItem,
  pairedDifference,
} from '../../confidence/paired-difference.ts';
import { own } from '../../core/values/own.ts';
import type { Baseline } from './baseline.ts';
import type { DatasetResult, ItemState, Passes, ScenarioResult } from './results.ts';

/** What became of a scenario since the baseline; `broken` alone closes the gate. */
export type ScenarioVerdict =
  | 'passed'
  /** It passed in the baseline, or there is none, and now it does not. */
  | 'broken'
  /** It passed in the baseline; now some runs fail and others pass. */
  | 'unsteady'
  | 'known-failure'
  | 'fixed'
  /** Not in the baseline. */
  | 'new'
  | 'new-failure';

/** How many rows are right and how many wrong; the rest gave no answer. */
export interface RowCounts {
  readonly right: number;
  readonly wrong: number;
  readonly of: number;
}

/** A data set against its baseline. */
export interface DatasetVerdict {
  /** Why it closes the gate; null when it doesn't. */
  readonly red: string | null;
  readonly now: RowCounts;
  /** Of the rows that the baseline has too; null without a baseline. */
  readonly compared: {
    readonly before: RowCounts;
    readonly now: RowCounts;
    /** Of the share of rows that are right, and of the share that mislead nobody. */
    readonly right: PairedDifference;
    readonly harmless: PairedDifference;
  } | null;
  /** Ids of rows that were right and are not, that were unsure and are wrong, and that became right. */
  readonly lost: readonly string[];
  readonly misled: readonly string[];
  readonly gained: readonly string[];
}

/** One-sided 95 %: only a drop closes the gate, and five rows lost of which none is regained are one. */
const ROWS_ASSURANCE = 0.9;
/** Runs of a model are drawn anew each time: what is said of them must be beyond chance for all runs of a year. */
const RUNS_ASSURANCE = 0.999;

/** Kinds of rows that say exactly what must hold: each one that is lost closes the gate. */
const STRICT: readonly DatasetResult['kind'][] = ['policy', 'runs'];

const always = ({ passed, of }: Passes): boolean => passed === of;

/** Judges a scenario against the baseline; without one it must pass in every run. */
export function scenarioVerdict(result: ScenarioResult, baseline: Baseline | null): ScenarioVerdict {
  if (baseline === null) return always(result) ? 'passed' : 'broken';
  const before = own(baseline.scenarios, result.name);
  if (before === undefined) return always(result) ? 'new' : 'new-failure';
  if (always(result)) return always(before) ? 'passed' : 'fixed';
  if (!always(before)) return 'known-failure';
  return result.passed === 0 ? 'broken' : 'unsteady';
}

/** Compares all scenarios with the baseline at once: many that fail now and then are a finding as one is not. */
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

/** Judges a data set against the baseline, row by row. */
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
