import { describe, expect, test } from 'vitest';
import type { RankedPassage } from '../../../core/context.ts';
import { newFrame } from '../../../core/flow-memory.ts';
import type { Pending } from '../../../core/state.ts';
import { goalOf, threadState } from '../../../test/thread-state.ts';
import type { ClassifyOptions } from '../classify-options.ts';
import { answerOffer, withoutOffer } from './answer-offer.ts';

const options = {
  confirmation: { yes: ['jawohl'], no: [], courtesy: [] },
  says: { aside: { no: 'All right.' } },
} as unknown as ClassifyOptions;

const passage = (id: string): RankedPassage => ({
  passage_id: id,
  source: 'a.md',
  title: 'T',
  heading: `T > Bringing a ${id}`,
  text: '',
  score: 0.6,
});

const under = goalOf('cancel', newFrame('cancel', 'cancel it'));
const asking = goalOf('help', newFrame('help', 'may I bring it'));

const offered = (text: string, ids: readonly string[]) => {
  const pending: Pending = { kind: 'offer', passages: ids.map(passage), question: 'Is it?' };
  return threadState(text, { pending, goals: [under, asking] });
};
const pickedOf = (text: string, ids = ['harp', 'lute']) =>
  answerOffer(options, offered(text, ids))?.goals?.[1]?.flow?.picked;

describe('an offer of passages', () => {
  test.each([
    ['the second', 'lute'],
    ['the lute', 'lute'],
    ['jawohl', 'harp'],
    ['yes', 'harp'],
  ])('"%s" picks the %s', (text, id) => {
    expect(pickedOf(text)?.passage_id).toBe(id);
    expect(answerOffer(options, offered(text, ['harp', 'lute']))).toMatchObject({
      reading: 'answer',
      pending: null,
    });
  });

  test('a no picks none of them', () => {
    expect(pickedOf('no')).toBeNull();
  });

  test('anything else is a message of its own: the question is over, and what it interrupted is not', () => {
    const state = offered('where is my order?', ['harp']);
    expect(answerOffer(options, state)).toBeNull();
    expect(withoutOffer(state)).toMatchObject({ pending: null, goals: [under] });
  });

  test('a question about the conversation leaves it open', () => {
    expect(withoutOffer(offered('are you a bot?', ['harp']))).toBeNull();
    expect(withoutOffer(threadState('x', { goals: [under] }))).toBeNull();
  });
});

describe('an offer of a person', () => {
  test('a yes calls one, who reads the question', () => {
    const update = answerOffer(options, offered('yes please', []));
    expect(update).toMatchObject({ reading: 'person', escalation: { code: 'person_requested' } });
    expect(update?.escalation?.reason).toContain('may I bring it');
  });

  test('after a no the flow goes on', () => {
    const update = answerOffer(options, offered('no', []));
    expect(update).toMatchObject({ reading: 'answer', pending: null, spoken: [{ text: 'All right.' }] });
    expect(update?.escalation).toBeUndefined();
  });
});
