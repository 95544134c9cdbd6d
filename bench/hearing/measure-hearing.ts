import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEnvironment } from '../../app/env.ts';
import { openOffline } from '../../app/open/open-offline.ts';
import { readWorld } from '../../app/policies/read-world.ts';
import type { SimulatedRow } from '../../app/simulate/play-customer.ts';
import { simulateOne } from '../../app/simulate/simulate.ts';
import type { SimulatedCustomer } from '../../config/schemas/customer-schema.ts';
import { type Figure, figures } from '../figure.ts';
import { withTemporaryData } from '../temporary-data.ts';
import { hearingPage } from './hearing-page.ts';
import { tauCustomers } from './tau-customers.ts';
import { readMaterial } from './tau-material.ts';

const figure = figures('hearing');

/** Customers of published tasks talk to the retail agent. `write` adds a row to docs/hearing.md. */
export async function measureHearing(root: string, write = false): Promise<readonly Figure[]> {
  const folder = process.env['TRESTLE_BENCH'] ?? join(root, '..', 'shared', 'bench');
  if (!existsSync(join(folder, 'tau')) || !existsSync(join(folder, 'runs'))) {
    process.stderr.write('hearing: skipped, no published tasks (see TRESTLE_BENCH)\n');
    return [];
  }
  const material = readMaterial(folder);
  const { simple, whole } = tauCustomers(material);
  const sets = new Map<string, readonly SimulatedRow[]>();
  for (const [name, customers] of [
    ['simple errands', simple],
    ['whole tasks', whole],
  ] as const)
    sets.set(name, await played(root, join(folder, 'tau/retail/db.json'), name, customers));
  const out = process.env['TRESTLE_HEARING_ROWS'];
  if (out !== undefined)
    writeFileSync(
      out,
      [...sets.values()]
        .flat()
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(''),
    );
  if (write) {
    const page = join(root, 'docs', 'hearing.md');
    writeFileSync(page, hearingPage(existsSync(page) ? readFileSync(page, 'utf8') : '', sets));
  }
  return [...sets].flatMap(([name, rows]) => [
    figure(`${name}: customers`, rows.length, ''),
    ...(['flawless', 'adequate', 'person', 'failed'] as const).map((end) =>
      figure(`${name}: ${end}`, (100 * rows.filter(({ ended }) => ended === end).length) / rows.length, '%'),
    ),
  ]);
}

function played(
  root: string,
  db: string,
  name: string,
  customers: readonly SimulatedCustomer[],
): Promise<readonly SimulatedRow[]> {
  return withTemporaryData(root, async (dataDir) => {
    const world = await readWorld(db);
    const opened = await openOffline({
      root,
      agent: 'retail',
      dataDir,
      environment: readEnvironment({}),
      world,
    });
    const rows: SimulatedRow[] = [];
    for (const customer of customers) {
      rows.push(await simulateOne(opened, customer));
      if (rows.length % 20 === 0) process.stderr.write(`${name}: ${rows.length} of ${customers.length}\n`);
    }
    await opened.close();
    return rows;
  });
}
