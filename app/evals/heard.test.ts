import { expect, test } from 'vitest';
import { countHeard } from './heard.ts';
import type { HeardTurn } from './results.ts';

const turn = (heard: HeardTurn | null) => ({
  says: 'x',
  outcome: 'asked' as const,
  reply: '',
  cites: [],
  intent: null,
  confidence: null,
  heard,
  actions: [],
  mismatches: [],
  steps: [],
});
const scenario = (...heard: readonly (HeardTurn | null)[]) => ({
  run: { passed: true, end: [], turns: heard.map(turn) },
});

test('counts what was heard, missed, and heard where nobody said it, by act and by slot', () => {
  const said = ['begin cancel-order', 'set order_id', 'set order_id'];
  const counts = countHeard([
    scenario({ expected: said, is: ['set order_id', 'begin return-items'] }, null),
    scenario({ expected: ['affirm'], is: ['affirm'] }, { expected: [], is: ['correct order_id'] }),
  ]);
  expect(counts).toEqual([
    { what: 'affirm', heard: 1, missed: 0, false: 0 },
    { what: 'begin', heard: 0, missed: 1, false: 1 },
    { what: 'slot order_id', heard: 1, missed: 1, false: 1 },
  ]);
});

test('a turn without expected commands counts for nothing', () => {
  expect(countHeard([scenario(null)])).toEqual([]);
});
