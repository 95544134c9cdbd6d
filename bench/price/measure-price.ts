import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from '../figure.ts';
import { pagePart } from '../page-part.ts';
import { withTemporaryData } from '../temporary-data.ts';
import { modelEndpoint } from './model-endpoint.ts';
import { priceFigures } from './price-figures.ts';
import type { Priced } from './price-probe.ts';
import { runProbe, STRACE } from './run-probe.ts';

/** A turn, before and after. */
export const TURNS_PART = pagePart('price --before DIR --write');

/** The measurements of one checkout. `waits` is null if the system has no strace. */
export interface Prices {
  readonly flow: Priced;
  readonly waits: Priced | null;
  readonly model: Priced;
}

/**
 * The cost of a turn: waits for the disk, bytes written and kept, processor time, with a flow and with a
 * model. With `before`, the same of an earlier checkout in the same run; with `write`, into its page.
 */
export async function measurePrice(
  root: string,
  write = false,
  before: string | null = null,
): Promise<readonly Figure[]> {
  const straced = hasStrace();
  if (!straced)
    process.stderr.write('skipped, for want of strace: waits for the disk, the turn on a slow disk\n');
  const ours = priceFigures(await pricesOf(root, straced));
  const theirs = before ? priceFigures(await pricesOf(before, straced)) : [];
  const all = ours.map((figure) => {
    const earlier = theirs.find(({ name }) => name === figure.name);
    return earlier ? { ...figure, before: earlier.value } : figure;
  });
  if (write) TURNS_PART.write(root, all);
  return all;
}

function hasStrace(): boolean {
  try {
    execFileSync(STRACE, ['-e', 'trace=none', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function pricesOf(root: string, straced: boolean): Promise<Prices> {
  return await withTemporaryData(root, async (data) => {
    const endpoint = await modelEndpoint();
    const project = projectOfModel(root, join(data, 'project'));
    const [few, many] = [join(data, 'few'), join(data, 'many')];
    try {
      const flow = await runProbe(few, { root, project: root, clients: true });
      const waits = straced
        ? await runProbe(few, { root, project: root, conversations: 10, slowDisk: true })
        : null;
      cpSync(few, many, { recursive: true });
      const served = { root, project, endpoint: endpoint.baseUrl };
      return { flow, waits, model: await runProbe(few, { ...served, history: many }) };
    } finally {
      await endpoint.close();
    }
  });
}

/** A project like the root, in which a model serves who wants to cancel an order. */
function projectOfModel(root: string, folder: string): string {
  mkdirSync(folder);
  for (const name of readdirSync(root).filter((entry) => entry !== 'agents' && !entry.startsWith('.')))
    symlinkSync(join(root, name), join(folder, name));
  cpSync(join(root, 'agents'), join(folder, 'agents'), { recursive: true });
  const file = join(folder, 'agents', 'retail.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^ *flow: cancel-order\n/m, ''));
  return folder;
}
