import { expect, test } from 'vitest';
import type { NodeState } from '../../../core/state.ts';
import { goalsOf } from '../../../test/thread-state.ts';
import { preferredModel } from './preferred-model.ts';

const sure = { name: 'chat', confidence: 0.9, certified: true, guesses: [] };
const preferred = (change: Partial<NodeState> = {}, larger: string | null = 'large') =>
  preferredModel(
    { larger, modelOf: (intent) => (intent === 'chat' ? 'small' : undefined) },
    { goals: goalsOf('chat'), intent: sure, denials: 0, faults: [], ...change },
  );

test.each<[string, Partial<NodeState>, string | undefined]>([
  ["the intent's own", {}, 'small'],
  ['the usual one, where the intent has none', { goals: goalsOf('chat', 'cancel') }, undefined],
  ['the usual one, where there is no intent', { goals: [] }, undefined],
  ['the larger one after a denial', { denials: 1 }, 'large'],
  ['the larger one where the reader was unsure', { intent: { ...sure, name: 'unknown' } }, 'large'],
  ['the larger one where a reply went back', { faults: ['no ground'] }, 'large'],
  ["the intent's own for an answer, which has no intent", { intent: null }, 'small'],
])('%s is asked first', (_who, state, name) => {
  expect(preferred(state)).toBe(name);
});

test('without a larger one nothing changes', () => {
  expect(preferred({ denials: 1, faults: ['no ground'] }, null)).toBe('small');
});
