import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'trestle-simulate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CANCEL = {
  name: 'cancel_pending_order',
  arguments: { order_id: '#W1000001', reason: 'ordered by mistake' },
};
const mia = {
  customer: { identity: { email: 'mia.brooks@example.com' } },
  opening: 'Please cancel my order #W1000001',
  says: { yes: ['yes'], reason: ['it was ordered by mistake'] },
  goals: [{ intent: 'cancel-order', slots: CANCEL.arguments }],
};
const CUSTOMERS = [
  { id: 'cancels', ...mia, expected: { executed: [CANCEL] } },
  {
    id: 'wants another reason',
    ...mia,
    expected: { executed: [{ ...CANCEL, arguments: { order_id: '#W1000001' } }] },
  },
  { id: 'nobody', goals: [{ intent: 'fly' }], expected: { executed: [] } },
];

/** Plays the customers and returns the rows' text and what the command printed. */
async function simulated() {
  const [input, out] = [join(folder, 'in.jsonl'), join(folder, 'out.jsonl')];
  writeFileSync(input, CUSTOMERS.map((customer) => `${JSON.stringify(customer)}\n`).join(''));
  const command = ['--format', 'json', 'simulate', '--agent', 'retail', '--in', input, '--out', out];
  const run = promisify(execFile)(join(root, 'bin/trestle'), [...command, '--data', join(folder, 'data')]);
  const { code, stdout } = await run.then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error) => error,
  );
  return { code, summary: JSON.parse(stdout), text: readFileSync(out, 'utf8') };
}

describe('trestle simulate', () => {
  test('plays each customer over records of its own, one row in and one row out, the same each time', async () => {
    const { code, summary, text } = await simulated();
    expect(code).toBe(2);
    expect(summary).toEqual({ customers: 3, flawless: 1, adequate: 0, person: 1, failed: 0, unreadable: 1 });
    const [cancels, other, nobody] = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(cancels).toMatchObject({
      id: 'cancels',
      ended: 'flawless',
      executed: [CANCEL],
      as_expected: true,
      asked_twice: [],
      wrong_proposals: [],
      person: null,
    });
    expect(cancels.transcript[0]).toEqual({ role: 'customer', text: mia.opening });
    expect(cancels.transcript).toHaveLength(2 * cancels.turns);
    expect(other).toMatchObject({ as_expected: false, executed: [] });
    expect(other.wrong_proposals[0]).toEqual(CANCEL);
    expect(nobody).toEqual({ id: 'nobody', error: 'retail has no intent `fly`' });
    expect((await simulated()).text).toBe(text);
  }, 240_000);
});
