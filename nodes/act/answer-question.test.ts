import { describe, expect, test } from 'vitest';
import type { RankedPassage } from '../../core/context.ts';
import { Flow } from '../../core/flow.ts';
import { newFrame } from '../../core/flow-memory.ts';
import type { Goal } from '../../core/goal.ts';
import { EMPTY_SESSION } from '../../core/session.ts';
import { goalOf } from '../../test/thread-state.ts';
import { answerQuestion } from './answer-question.ts';
import type { FlowWork } from './flow-work.ts';

const options = {
  answers: { quote: 0.6, offer: 0.1, beside: 0.2 },
  says: {
    notFound: 'Nothing.',
    source: '({heading})',
    offer: 'Is it {heading}?',
    offerTwo: '{first} or {second}?',
    offerPerson: 'A colleague?',
  },
};

const flows = new Map(
  Object.entries({
    help: { about: 'help', steps: [{ answer: 'knowledge' }] },
    account: { about: 'your account', steps: [{ answer: 'knowledge' }, { escalate: 'They want a change.' }] },
  }).map(([name, flow]) => [name, Flow.parse(flow)] as const),
);
const setting = { flows, functions: {}, slots: new Map(), session: {}, now: new Date(0) };

const passage = (id: string, fit: number): RankedPassage => ({
  passage_id: id,
  source: 'a.md',
  title: 'T',
  heading: `T > $& ${id}`,
  text: `${id} text`,
  score: 0.6,
  fit,
});

const asking = newFrame('help', 'may I bring a harp');

function answered(passages: readonly RankedPassage[], frame = asking, under: readonly Goal[] = []) {
  const work: FlowWork = {
    session: EMPTY_SESSION,
    goals: [...under, goalOf('help', frame)],
    recent: [],
    spoken: [],
    goalEnds: [],
    outcome: 'answered',
  };
  const update = answerQuestion(options, work, passages, { frame, key: 'answer/0', setting });
  return { update, said: work.spoken.map(({ text }) => text), flow: work.goals.at(-1)?.flow };
}

test('a passage that surely answers is quoted, and the flow goes on', () => {
  const { update, said, flow } = answered([passage('harps', 0.7)]);
  expect({ update, said }).toEqual({ update: null, said: ['harps text\n(T > $& harps)'] });
  expect(flow?.said).toEqual(['answer/0']);
});

test('what may answer is offered by its heading, and the question stays open', () => {
  const one = answered([passage('harps', 0.4)]);
  expect(one.said).toEqual(['Is it $& harps?']);
  expect(one.update).toMatchObject({
    pending: { kind: 'offer' },
    draft: { outcome: 'asked', citations: [] },
  });
  expect(one.flow?.said).toEqual([]);
  const two = answered([passage('harps', 0.4), passage('lutes', 0.3)]);
  expect(two.said).toEqual(['$& harps or $& lutes?']);
});

describe('the answer to an offer', () => {
  test('the chosen passage is quoted, whatever its fit', () => {
    const picked = passage('lutes', 0.2);
    const { update, said, flow } = answered([picked], { ...asking, picked });
    expect({ update, said }).toEqual({ update: null, said: ['lutes text\n(T > $& lutes)'] });
    expect(flow?.picked).toBeUndefined();
  });

  test('none: nothing is known, and a person is offered', () => {
    const { update, said } = answered([passage('harps', 0.9)], { ...asking, picked: null });
    expect(said).toEqual(['Nothing.', 'A colleague?']);
    expect(update).toMatchObject({ pending: { kind: 'offer', passages: [] } });
  });
});

test('nothing found: a person is offered, but not where something else goes on', () => {
  expect(answered([passage('harps', 0.05)]).said).toEqual(['Nothing.', 'A colleague?']);
  const under = goalOf('cancel', newFrame('cancel', 'cancel it'));
  expect(answered([], asking, [under])).toMatchObject({ update: null, said: ['Nothing.'] });
  const more = newFrame('account', 'change my name');
  expect(answered([], more)).toMatchObject({ update: null, said: ['Nothing.'] });
});
