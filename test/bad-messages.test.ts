import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TurnResult } from '../core/turn.ts';
import { BAD_MESSAGES } from './bad-messages.ts';
import { retailHarness } from './retail-harness.ts';
import { mia } from './retail-shop.ts';

let shop: Awaited<ReturnType<typeof retailHarness>>;
beforeEach(async () => {
  shop = await retailHarness();
});
afterEach(() => shop.close());

const TIMES = 4;
const NAMES = Object.keys(BAD_MESSAGES).filter((name) => name !== 'blanks');

async function saidAgain(name: string): Promise<readonly TurnResult[]> {
  const thread = await shop.open('t1', mia);
  const turns: TurnResult[] = [];
  for (let time = 0; time < TIMES; time++) turns.push(await shop.say(thread, BAD_MESSAGES[name] ?? ''));
  return turns;
}

test.each(NAMES)('a bad message runs no effect, however often it is said: %s', async (name) => {
  const turns = await saidAgain(name);
  const ran = turns.flatMap(({ actions }) => actions.filter(({ executed }) => executed));
  expect(ran.filter((action) => !/^(?:get|find|list)_/.test(action.name))).toEqual([]);
  expect(turns.map(({ outcome }) => outcome)).not.toContain('failed');
});

test.each(NAMES)(
  'a bad message said again and again is asked about at most twice, then a person has it: %s',
  async (name) => {
    const turns = await saidAgain(name);
    expect(turns.slice(0, 3).map(({ outcome }) => outcome)).toContain('escalated');
    expect(turns.at(-1)?.outcome).toBe('escalated');
  },
);

test('a message of blanks is refused', async () => {
  const thread = await shop.open('t1', mia);
  await expect(shop.say(thread, BAD_MESSAGES['blanks'] ?? '')).rejects.toMatchObject({
    code: 'REQUEST_INVALID',
  });
});
