import { describe, expect, test } from 'vitest';
import type { RecoveryLog } from '../../core/ports/ledger.ts';
import { readiness } from './readiness.ts';

describe('readiness', () => {
  test('tries a write once a second at most, and tells what the last one came to', async () => {
    let [tried, full, now] = [0, false, 0];
    const recovery = {
      async tryWrite() {
        tried += 1;
        if (full) throw new Error('no space left');
      },
    } as RecoveryLog;
    const ready = readiness({ recovery }, () => now);
    const asked = async (at: number) => {
      now = at;
      return { missing: await ready(), tried };
    };
    expect(await asked(0)).toEqual({ missing: [], tried: 1 });
    full = true;
    expect(await asked(999)).toEqual({ missing: [], tried: 1 });
    expect(await asked(1_000)).toEqual({ missing: ['ledger'], tried: 2 });
    full = false;
    expect(await asked(2_500)).toEqual({ missing: [], tried: 3 });
  });
});
