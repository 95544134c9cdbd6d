import {
  type PairedDifference,
  type PairedItem,
  pairedDifference,
} from '../../confidence/paired-difference.ts';
import type { Baseline } from './baseline.ts';
import type { DatasetResult, ItemResult, Passes, ScenarioResult } from './results.ts';

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

/** A data set against its baseline. */
export interface DatasetVerdict {
  /** Closes the gate. */
  readonly red: boolean;
  /** Why it does, or what else there is to say. */
  readonly reason: string | null;
  readonly passed: number;
  readonly of: number;
  /** Rows that the baseline has too, how many of them were right then and are now; null without a baseline. */
  readonly compared: { readonly of: number; readonly before: number; readonly now: number } | null;
  readonly difference: PairedDifference | null;
  /** Ids of rows that were right and are not, and the reverse. */
  readonly lost: readonly string[];
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
  const before = baseline.scenarios[result.name];
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
    const before = baseline?.scenarios[now.name];
    return before ? [{ before, now }] : [];
  });
  return pairedDifference(items, RUNS_ASSURANCE);
}

/** Judges a data set against the baseline, row by row. */
export function datasetVerdict(result: DatasetResult, baseline: Baseline | null): DatasetVerdict {
  const { items, name, kind } = result;
  const rows = baseline?.datasets[name] ?? null;
  const known = items.flatMap((item) => {
    const before = rows?.[item.id];
    return before ? [{ item, before, now: once(item) }] : [];
  });
  const difference = rows ? pairedDifference(known, ROWS_ASSURANCE) : null;
  const passed = items.filter((item) => item.passed).length;
  const lost = known.filter(({ item, before }) => always(before) && !item.passed);
  const gained = known.filter(({ item, before }) => !always(before) && item.passed);
  const verdict = {
    passed,
    of: items.length,
    compared: rows && {
      of: known.length,
      before: known.filter(({ before }) => always(before)).length,
      now: known.filter(({ item }) => item.passed).length,
    },
    difference,
    lost: lost.map(({ item }) => item.id),
    gained: gained.map(({ item }) => item.id),
  };
  const strict = STRICT.includes(kind);
  const floor = result.atLeast ?? (strict && !rows ? 1 : 0);
  const reason =
    belowFloor(verdict, floor) ?? (strict ? lostRows(lost.length) : worseRows(difference, lost.length));
  return { ...verdict, red: reason !== null, reason };
}

const once = ({ passed }: ItemResult): Passes => ({ passed: passed ? 1 : 0, of: 1 });

function belowFloor({ passed, of }: Passes, floor: number): string | null {
  if (of === 0 || passed / of >= floor) return null;
  return floor === 1 ? `${of - passed} of ${of} are not right` : `below ${floor}`;
}

function lostRows(lost: number): string | null {
  return lost === 0 ? null : `${lost} that were right are not`;
}

function worseRows(difference: PairedDifference | null, lost: number): string | null {
  return difference?.verdict === 'worse' ? `worse than the baseline: ${lost} that were right are not` : null;
}
