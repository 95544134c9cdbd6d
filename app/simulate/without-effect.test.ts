import { describe, expect, test } from 'vitest';
import { asks, CANCEL, confirm, customer, GOAL, ran, turn } from '../../test/fixtures/simulate/customer.ts';
import { isAsExpected } from './progress.ts';

describe('a customer whose wish no action is right for', () => {
  const wish = (outcome: string, more: object = {}) =>
    customer({
      goals: [{ ...GOAL, outcome, ...more }],
      expected: { executed: [] },
      says: { yes: ['yes'], no: ['no'], goodbye: ['bye'] },
    });
  const ended = (state: 'done' | 'refused', passages: readonly string[] = ['returns#late']) =>
    turn({
      outcome: state === 'done' ? 'answered' : 'refused',
      reply: { text: '…', citations: passages.map((passage_id) => ({ passage_id, source: 'returns.md' })) },
      goals: [{ intent: 'cancel-order', state }],
    });

  test('is content with a refusal, and with an answer only if that is right', () => {
    const verdicts = (['refused', 'answered', 'declined'] as const).map((outcome) =>
      (['refused', 'done'] as const).map((state) => {
        const talking = wish(outcome);
        expect(talking.answer(ended(state))).toBe('bye');
        return isAsExpected(talking.progress);
      }),
    );
    expect(verdicts).toEqual([
      [true, false],
      [true, true],
      [true, false],
    ]);
  });

  test('is not content with the reply that nothing was found', () => {
    const talking = wish('answered');
    talking.answer(ended('done', []));
    expect(isAsExpected(talking.progress)).toBe(false);
  });

  test('takes what should have been refused', () => {
    const talking = wish('refused');
    expect(talking.answer(turn({ asks: confirm(CANCEL) }))).toBe('yes');
    talking.answer(turn({ actions: [ran] }));
    expect(isAsExpected(talking.progress)).toBe(false);
  });

  test('says yes to a question whether they want what they want', () => {
    const offered = turn({ asks: asks({ kind: 'yes-no' }) });
    const reply = (words: string) => ({ ...offered.reply, text: `You wrote "it". Do you want to ${words}?` });
    expect(wish('refused').answer({ ...offered, reply: reply('cancel an order') })).toBe('yes');
    expect(wish('refused').answer({ ...offered, reply: reply('talk to a person') })).toBe('no');
  });

  test('declines what is shown, and gives the wish up', () => {
    const talking = wish('declined');
    expect(talking.answer(turn({ asks: confirm(CANCEL) }))).toBe('no');
    expect(isAsExpected(talking.progress)).toBe(true);
    expect(talking.progress.wasted).toBe(0);
  });
});

test('what has no price that they pay is given up when the same answer is of no use', () => {
  const goals = [
    { ...GOAL, slots: { method: 'gift' }, says: { method: ['my gift card'] }, outcome: 'declined' },
  ];
  const talking = customer({ goals, opening: 'Another cabin, please', says: { no: ['no'] } });
  const asked = turn({ asks: asks({ slots: ['method'] }) });
  expect([talking.answer(asked), talking.answer(asked)]).toEqual([
    expect.stringContaining('gift card'),
    'no',
  ]);
  expect(talking.progress.wishes[0]).toMatchObject({ ended: true, met: true });
  const patient = customer({ goals: [{ ...goals[0], outcome: undefined }] });
  patient.answer(asked);
  expect(patient.answer(asked)).toContain('gift card');
});

test('a refusal ends no wish that an earlier change of the same record makes possible', () => {
  const first = { name: 'upgrade', arguments: { order_id: '#W1', cabin: 'economy' } };
  const second = { name: 'cancel', arguments: { order_id: '#W1' } };
  const goals = [
    { intent: 'upgrade', slots: {} },
    { intent: 'cancel-order', slots: {} },
  ];
  const refusedFirst = (executed: readonly object[]) => {
    const talking = customer({ goals, opening: 'Please cancel it', expected: { executed } });
    talking.progress.wishes.forEach((wish) => {
      wish.said = true;
    });
    talking.answer(turn({ goals: [{ intent: 'cancel-order', state: 'refused' }] }));
    return talking.progress.wishes.map(({ ended }) => ended);
  };
  expect(refusedFirst([first, second])).toEqual([false, false]);
  const other = { ...second, arguments: { order_id: '#W2' } };
  expect(refusedFirst([first, other])).toEqual([false, true]);
});

describe('a goal with phrasings of its own', () => {
  const says = { trip: ['the cheapest', 'F2'], people: ['Ann 2001-01-01, Bo 2002-02-02'] };
  const slots = { trip: 'F2', people: { 'Ann Lee': '2001-01-01', 'Bo Lee': '2002-02-02' }, insurance: 'no' };
  const traveller = () => customer({ goals: [{ ...GOAL, slots, says }] });
  const flight = (name: string) => ({ label: `${name} at noon`, value: name });

  test('says with a bare number only what it answers', () => {
    const talking = customer({ goals: [{ ...GOAL, slots: { people: 1, bags: 1 } }] });
    talking.answer(turn({ asks: asks({ slots: ['people'] }) }));
    talking.answer(turn({ asks: asks({ slots: ['bags'] }) }));
    expect(talking.progress.askedTwice).toEqual([]);
    talking.answer(turn({ asks: asks({ slots: ['bags'] }) }));
    expect(talking.progress.askedTwice).toEqual(['bags']);
  });

  test('says a value exactly when it is asked again', () => {
    const talking = traveller();
    talking.answer(turn({ asks: asks({ slots: ['trip'] }) }));
    expect(talking.answer(turn({ asks: asks({ slots: ['trip'] }) }))).toContain('F2');
    expect(talking.progress.askedTwice).toEqual(['trip']);
  });

  test('narrows a list that does not show what they want, without being asked twice', () => {
    const talking = traveller();
    const shown = (...names: string[]) =>
      turn({ asks: asks({ slots: ['trip'], type: 'option', options: names.map(flight) }) });
    for (const names of [
      ['F7', 'F8'],
      ['F8', 'F9'],
      ['F2', 'F9'],
    ])
      talking.answer(shown(...names));
    expect(talking.progress.askedTwice).toEqual([]);
    talking.answer(shown('F2', 'F9'));
    expect(talking.progress.askedTwice).toEqual(['trip']);
  });

  test('says the value of the one who is asked about', () => {
    const asked = {
      ...turn({ asks: asks({ slots: ['people'] }) }),
      reply: { text: 'When was Bo born?', citations: [] },
    };
    const said = traveller().answer(asked);
    expect(said).toContain('2002-02-02');
    expect(said).not.toContain('2001-01-01');
  });

  test('answers whether they want what has a value', () => {
    const reply = { text: 'Would you like travel insurance?', citations: [] };
    expect(traveller().answer({ ...turn({ asks: asks({ kind: 'yes-no' }) }), reply })).toMatch(
      /^(?:it is )?no\b/i,
    );
  });

  test('knows a listed option by the codes that it shows', () => {
    const talking = customer({
      goals: [{ ...GOAL, slots: { trip: 'HAT023 HAT100' }, says: { trip: ['that one'] } }],
    });
    const options = [
      { label: 'HAT023, HAT204', value: 1 },
      { label: 'HAT023, HAT100', value: 2 },
    ];
    expect(talking.answer(turn({ asks: asks({ slots: ['connection'], options }) }))).toContain('that one');
  });
});
