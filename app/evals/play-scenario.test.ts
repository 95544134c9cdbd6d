import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ScenariosFile } from '../../config/schemas/scenario-schema.ts';
import { readEnvironment } from '../env.ts';
import { type OpenedOffline, openOffline } from '../open/open-offline.ts';
import { playScenario } from './play-scenario.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'trestle-goals-'));
let evals: OpenedOffline;
beforeAll(async () => {
  evals = await openOffline({ root, agent: 'retail', dataDir, environment: readEnvironment({}) });
}, 240_000);
afterAll(async () => {
  await evals.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const cancel = (order_id: string) => ({
  name: 'cancel_pending_order',
  arguments: { order_id, reason: 'ordered by mistake' },
});
const goals = (order_id: string) => [{ intent: 'cancel-order', slots: cancel(order_id).arguments }];
const mia = { identity: { email: 'mia.brooks@example.com' }, says: { yes: ['yes'] } };

/** Plays a scenario as an author writes it. */
function played(customer: object, executed: readonly object[]) {
  const [scenario] = ScenariosFile.parse({
    scenarios: [{ name: 'x', customer: { ...mia, ...customer }, finally: { executed } }],
  }).scenarios;
  if (!scenario) throw new Error('no scenario');
  return playScenario(evals, scenario);
}

describe('a scenario with a customer who has goals', () => {
  test('passes when they get there', async () => {
    const { passed, turns } = await played({ goals: goals('#W1000001') }, [cancel('#W1000001')]);
    expect(passed).toBe(true);
    expect(turns.some(({ actions }) => actions.some(({ executed }) => executed))).toBe(true);
  });

  test('says how it ended when they do not', async () => {
    const { passed, end } = await played({ goals: goals('#W1000003') }, [cancel('#W1000003')]);
    expect(passed).toBe(false);
    expect(end[0]).toMatchObject({
      what: 'customer.ends',
      expected: 'flawless or adequate',
      actual: expect.stringMatching(/^failed /),
    });
  });

  test('may end as it must', async () => {
    const { passed } = await played({ goals: goals('#W1000003'), ends: ['flawless'] }, []);
    expect(passed).toBe(true);
  });
});

test.each([
  { why: 'neither turns nor goals', scenario: { name: 'x', customer: 'mia_brooks_1001' } },
  { why: 'both', scenario: { name: 'x', customer: { goals: goals('#W1') }, turns: [{ says: 'hi' }] } },
])('a scenario with $why is refused', ({ scenario }) => {
  expect(ScenariosFile.safeParse({ scenarios: [scenario] }).success).toBe(false);
});
