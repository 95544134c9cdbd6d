import { expect, test } from 'vitest';
import { AgentError } from '../../core/errors.ts';
import type { TurnRow } from '../../core/ports/ledger.ts';
import type { KeptVersion } from '../../core/ports/version-log.ts';
import { earlierVersions } from './earlier-versions.ts';
import type { Incident } from './incidents.ts';
import type { ServedAgent } from './served-agent.ts';

const current = { version: 'now' } as ServedAgent;
const turnOf = (config_version: string) =>
  ({ agent: 'shop', config_version, thread_id: 't1', turn_id: 'u1' }) as TurnRow;

/** Versions that open once `open` does, and what was opened and reported. */
function opening(open: (version: string) => Promise<void> = async () => {}) {
  const opened: string[] = [];
  const incidents: Incident[] = [];
  const find = earlierVersions({
    versions: { get: async (key) => ({ ...key, declared: null, articles: [] }) },
    async open({ config_version }: KeptVersion) {
      opened.push(config_version);
      await open(config_version);
      return { version: 'compiled now' } as ServedAgent;
    },
    report: (incident) => incidents.push(incident),
  });
  return { opened, incidents, find: (version: string) => find(current, turnOf(version)) };
}

test('a version is opened once for all its turns, and has its own name', async () => {
  const { opened, find } = opening();
  const [one, other] = await Promise.all([find('v1'), find('v1')]);
  expect(one).toEqual({ version: 'v1' });
  expect(other).toBe(one);
  expect(opened).toEqual(['v1']);
});

test('four versions stay open: those that were used last', async () => {
  const { opened, find } = opening();
  for (const version of ['v1', 'v2', 'v3', 'v4', 'v1', 'v5', 'v1', 'v2']) await find(version);
  expect(opened).toEqual(['v1', 'v2', 'v3', 'v4', 'v5', 'v2']);
});

test('a version that could not be opened is tried again, and each turn that goes on without it is reported', async () => {
  let broken = true;
  const { incidents, find } = opening(async () => {
    if (broken) throw new Error('the disk is full');
  });
  expect(await find('v1')).toBe(current);
  expect(incidents).toMatchObject([{ event: 'version-replaced', part: 'shop', turn_id: 'u1' }]);
  broken = false;
  expect(await find('v1')).toEqual({ version: 'v1' });
});

test('nothing goes on in another version because the ledger does not answer', async () => {
  const outage = new AgentError('LEDGER_UNAVAILABLE', 'no answer');
  const { incidents, find } = opening(() => Promise.reject(outage));
  await expect(find('v1')).rejects.toBe(outage);
  expect(incidents).toEqual([]);
});
