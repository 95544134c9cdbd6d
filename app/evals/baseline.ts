import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { parseFile } from '../../config/read/parse-file.ts';
import { readText } from '../../config/read/read-folder.ts';
import type { Parsed } from '../../core/diagnostic.ts';
import type { DatasetResult, ItemState, Passes, ScenarioResult } from './results.ts';

const Counts = z.record(
  z.string(),
  z
    .string()
    .regex(/^\d+\/\d+$/, 'must be `passes/runs`')
    .transform((text): Passes => {
      const [passed = 0, of = 1] = text.split('/').map(Number);
      return { passed, of };
    }),
);

const States = z.record(z.string(), z.enum(['right', 'unsure', 'wrong']));
const BaselineFile = z.strictObject({ scenarios: Counts, datasets: z.record(z.string(), States) });

/** Passes of each scenario and states of each row of a data set, at the time of the baseline. */
export interface Baseline {
  readonly scenarios: { readonly [name: string]: Passes };
  readonly datasets: { readonly [name: string]: { readonly [id: string]: ItemState } };
}

const NOTHING: Baseline = { scenarios: {}, datasets: {} };
const fileOf = (agent: string) => `evals/${agent}/baseline.json`;

/** Reads an agent's committed baseline; null if there is none. */
export async function readBaseline(root: string, agent: string): Promise<Parsed<Baseline | null>> {
  const file = fileOf(agent);
  const text = await readText(root, file);
  if (text.ok) return parseFile({ file, text: text.value, schema: BaselineFile });
  return text.diagnostics.some(({ code }) => code === 'CONFIG_FILE_MISSING')
    ? { ok: true, value: null }
    : text;
}

export interface BaselineUpdate {
  readonly scenarios: readonly ScenarioResult[];
  readonly datasets: readonly DatasetResult[];
  /** True if only a part of the evals was run. The rest of the old baseline stays. */
  readonly partial: boolean;
}

/** The baseline from these results. */
export function nextBaseline(
  old: Baseline | null,
  { scenarios, datasets, partial }: BaselineUpdate,
): Baseline {
  const kept = partial && old ? old : NOTHING;
  return {
    scenarios: {
      ...kept.scenarios,
      ...Object.fromEntries(scenarios.map(({ name, passed, of }) => [name, { passed, of }])),
    },
    datasets: {
      ...kept.datasets,
      ...Object.fromEntries(
        datasets.map(({ name, items }) => [
          name,
          Object.fromEntries(items.map(({ id, state }) => [id, state])),
        ]),
      ),
    },
  };
}

/** Writes an agent's baseline, sorted for readable diffs, and returns the file. */
export async function writeBaseline(root: string, agent: string, baseline: Baseline): Promise<string> {
  const file = fileOf(agent);
  const passes = Object.entries(baseline.scenarios).map(
    ([name, { passed, of }]) => [name, `${passed}/${of}`] as const,
  );
  const datasets = Object.entries(baseline.datasets).map(
    ([name, items]) => [name, sorted(Object.entries(items))] as const,
  );
  const written = { scenarios: sorted(passes), datasets: sorted(datasets) };
  await mkdir(dirname(join(root, file)), { recursive: true });
  await writeFile(join(root, file), `${JSON.stringify(written, null, 2)}\n`);
  return file;
}

function sorted<T>(entries: readonly (readonly [string, T])[]): { readonly [key: string]: T } {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
