import { describe, expect, test } from 'vitest';
import { AT } from '../../fixtures/ledger/rows.ts';
import type { LedgerWorld } from './world.ts';

/** The part of the ledger's contract about versions of agents. */
export function versionsContract({ ledger, shared, open }: LedgerWorld): void {
  describe('versions', () => {
    const hours = { path: 'hours.md', text: 'Open from nine to noon. Ünïcödé.' };
    const first = {
      agent: 'retail',
      config_version: 'v1',
      declared: { config: { name: 'retail', says: { waiting: 'ß' } }, flows: {} },
      articles: [hours, { path: 'same.md', text: hours.text }],
    };

    test('a kept version is read as it was', async () => {
      await ledger.versions.keep(first, AT);
      expect(await ledger.versions.get(first)).toEqual(first);
    });

    test('versions stand beside each other, also those that share an article', async () => {
      const second = { ...first, config_version: 'v2', declared: {}, articles: [hours] };
      await ledger.versions.keep(first, AT);
      await ledger.versions.keep(second, AT);
      expect(await ledger.versions.get(first)).toEqual(first);
      expect(await ledger.versions.get(second)).toEqual(second);
    });

    test('a known version is not changed', async () => {
      await ledger.versions.keep(first, AT);
      await ledger.versions.keep({ ...first, declared: {}, articles: [] }, AT);
      expect(await ledger.versions.get(first)).toEqual(first);
    });

    test('nothing is read of a version of another agent, or of none', async () => {
      await ledger.versions.keep(first, AT);
      expect(await ledger.versions.get({ ...first, agent: 'airline' })).toBeUndefined();
      expect(await ledger.versions.get({ ...first, config_version: 'v9' })).toBeUndefined();
    });

    test('another process reads it, and another tenant does not', async () => {
      if (!shared()) return;
      await ledger.versions.keep(first, AT);
      const other = await open('shop', 'two');
      await other.versions.keep(first, AT);
      expect(await other.versions.get(first)).toEqual(first);
      expect(await other.of('bank').versions.get(first)).toBeUndefined();
    });
  });
}
