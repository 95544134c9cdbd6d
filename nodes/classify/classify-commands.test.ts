import { describe, expect, test } from 'vitest';
import type { NodeState } from '../../core/state.ts';
import { confirm, goal, question, said } from '../../test/heard.ts';

/** Each command as `kind of "its words"`, as a person would note it. */
async function commandsOf(text: string, state: Partial<NodeState> = {}): Promise<readonly string[]> {
  const { heard } = await said(text, state);
  return (heard?.commands ?? []).map(({ kind, of, parts }) =>
    [kind, of, ...parts.map((part) => `"${text.slice(...part)}"`)].filter((each) => each !== null).join(' '),
  );
}

const cancelling = { pending: question, goals: [goal('cancel')] };
const shown = { pending: confirm, goals: [goal('cancel', { order: 'W1' })] };

describe('the commands of a message', () => {
  test.each<[string, Partial<NodeState>, readonly string[]]>([
    ['cancel W1', {}, ['begin cancel "cancel W1"', 'set order "W1"']],
    [
      'cancel W1 and return W2',
      {},
      ['begin cancel "cancel W1"', 'begin return "and return W2"', 'set order "W1"', 'set order "W2"'],
    ],
    ['cancel W1 W2', {}, ['begin cancel "cancel W1 W2"', 'set order "W1"', 'set order "W2"']],
    ['it is W1', cancelling, ['set order "W1"']],
    [
      'W1. And also return W2',
      cancelling,
      ['set order "W1"', 'begin return "And also return W2"', 'set order "W2"'],
    ],
    ['no, W2', shown, ['correct order "W2"']],
    ['yes please', shown, ['affirm "yes please"']],
    ['no thanks', shown, ['decline "no thanks"']],
    ['thanks', shown, ['courtesy acknowledgement "thanks"']],
    ['never mind', cancelling, ['drop cancel "never mind"']],
    ['no', cancelling, ['drop cancel "no"']],
    ['why do you need that?', cancelling, ['ask why "why do you need that?"']],
    ['flurb', {}, ['unclear "flurb"']],
    ['hm', cancelling, ['unclear "hm"']],
  ])('%s', async (text, state, expected) => {
    expect(await commandsOf(text, state)).toEqual(expected);
  });
});

test('what was said before has no words in the message', async () => {
  const { heard } = await said('cancel it', { unclaimed: 'my order is W1' });
  expect(heard?.commands[1]).toEqual({
    kind: 'set',
    of: 'order',
    value: null,
    parts: [],
    confidence: 1,
  });
});

test('a yes with a word more is noted as lost, with that word', async () => {
  const text = 'yes but wrapped';
  const { heard } = await said(text, shown);
  expect(heard?.commands).toMatchObject([{ kind: 'unclear' }]);
  const [affirm] = heard?.lost ?? [];
  expect(affirm).toMatchObject({ kind: 'affirm', why: 'more' });
  expect(affirm?.parts.map((part) => text.slice(...part))).toEqual(['but', 'wrapped']);
});

test('words outside all commands are unexplained', async () => {
  const text = 'My lamp is broken. Please cancel W1.';
  const { heard } = await said(text);
  expect(heard?.unexplained.map((part) => text.slice(...part))).toEqual(['lamp', 'broken']);
});

test('the step notes the same as the state keeps', async () => {
  const notes: unknown[] = [];
  const { heard } = await said('cancel W1', {}, {}, (note) => notes.push(note));
  expect(notes).toContainEqual({ detail: { heard } });
});
