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
import { airlineCustomers } from './airline-customers.ts';
import { readAirline } from './airline-material.ts';
import { fitSlots } from './fit-slots.ts';
import { hearingPage } from './hearing-page.ts';
import { tauCustomers } from './tau-customers.ts';
import { readMaterial } from './tau-material.ts';

const figure = figures('hearing');

/** Customers of published tasks talk to both agents. `write` adds rows to docs/hearing.md. */
export async function measureHearing(root: string, write = false): Promise<readonly Figure[]> {
  const folder = process.env['TRESTLE_BENCH'] ?? join(root, '..', 'shared', 'bench');
  if (!existsSync(join(folder, 'tau')) || !existsSync(join(folder, 'runs'))) {
    process.stderr.write('hearing: skipped, no published tasks (see TRESTLE_BENCH)\n');
    return [];
  }
  const sets = await allPlayed(root, folder);
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

/** The rows of each set. TRESTLE_HEARING_AGENT names the only agent to measure. */
async function allPlayed(
  root: string,
  folder: string,
): Promise<ReadonlyMap<string, readonly SimulatedRow[]>> {
  const only = process.env['TRESTLE_HEARING_AGENT'];
  const sets = new Map<string, readonly SimulatedRow[]>();
  for (const [agent, customersOf] of AGENTS.filter(([agent]) => only === undefined || only === agent)) {
    const { simple, whole } = customersOf(folder);
    const db = join(folder, 'tau', agent, 'db.json');
    for (const [kind, customers] of [
      ['simple errands', simple],
      ['whole tasks', whole],
    ] as const)
      sets.set(`${agent}: ${kind}`, await played(root, agent, db, `${agent}: ${kind}`, customers));
  }
  return sets;
}

const AGENTS: readonly (readonly [agent: string, customers: (folder: string) => Customers])[] = [
  ['retail', (folder) => tauCustomers(readMaterial(folder))],
  ['airline', (folder) => airlineCustomers(readAirline(folder))],
];

interface Customers {
  readonly simple: readonly SimulatedCustomer[];
  readonly whole: readonly SimulatedCustomer[];
}

function played(
  root: string,
  agent: string,
  db: string,
  name: string,
  customers: readonly SimulatedCustomer[],
): Promise<readonly SimulatedRow[]> {
  return withTemporaryData(root, async (dataDir) => {
    const world = await readWorld(db);
    const opened = await openOffline({
      root,
      agent,
      dataDir,
      environment: readEnvironment({}),
      world,
    });
    const rows: SimulatedRow[] = [];
    const slots = [...opened.declaration.flows.values()].flatMap((flow) =>
      Object.entries(flow.slots).map(([slot, { type }]) => ({ name: slot, type })),
    );
    for (const customer of customers) {
      rows.push(await simulateOne(opened, agent === 'airline' ? fitSlots(customer, slots) : customer));
      if (rows.length % 20 === 0) process.stderr.write(`${name}: ${rows.length} of ${customers.length}\n`);
    }
    await opened.close();
    return rows;
  });
}
