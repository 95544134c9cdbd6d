import { describe, expect, test } from 'vitest';
import type { RankedPassage } from '../../core/context.ts';
import { offerLabels, planAnswer } from './plan-answer.ts';

const passage = (id: string, fit?: number, more: Partial<RankedPassage> = {}): RankedPassage => ({
  passage_id: id,
  source: 'a.md',
  title: 'T',
  heading: `T > About ${id}`,
  text: `${id} text`,
  score: 0.6,
  ...(fit === undefined ? {} : { fit }),
  ...more,
});

const CERTIFIED = { quote: 0.6, offer: 0.1, beside: 0.25 };

const planned = (
  passages: readonly RankedPassage[],
  thresholds: Parameters<typeof planAnswer>[2] = CERTIFIED,
) => {
  const plan = planAnswer(passages, 'may I bring a cello?', thresholds);
  return [plan.kind, ...(plan.kind === 'none' ? [] : plan.passages.map(({ passage_id }) => passage_id))].join(
    ' ',
  );
};

test.each([
  { fits: [0.6, 0.2], expected: 'quote p0', why: 'fits as well as is certified' },
  { fits: [0.59, 0.2], expected: 'offer p0 p1', why: 'fits less than that' },
  { fits: [0.4, 0.09], expected: 'offer p0', why: 'is far likelier than the next' },
  { fits: [0.2, 0.05], expected: 'offer p0 p1', why: 'is not' },
  { fits: [0.5, 0.4, 0.3], expected: 'offer p0 p1', why: 'is one of three' },
  { fits: [0.09], expected: 'none', why: 'fits too little' },
  { fits: [], expected: 'none', why: 'was not found' },
])('$expected when the likeliest $why', ({ fits, expected }) => {
  expect(planned(fits.map((fit, at) => passage(`p${at}`, fit)))).toBe(expected);
});

describe('without a certificate', () => {
  test('the surest passage is only offered', () => {
    expect(planned([passage('p', 0.99)], { quote: null, offer: 0.1, beside: 0 })).toBe('offer p');
  });

  test('and where nothing was learned, so are the first two that were found', () => {
    expect(planned([passage('p'), passage('q'), passage('r')], { quote: null, offer: 0, beside: 0 })).toBe(
      'offer p q',
    );
  });

  test.each([
    { what: 'its heading', more: { heading: 'On board > May I bring a cello' } },
    {
      what: 'an example question',
      more: { likeness: { text: 0.4, questions: [0.7, 0.3], same: true as const } },
    },
  ])('a passage is quoted for $what', ({ more }) => {
    expect(planned([passage('q'), passage('p', undefined, more)], { quote: null, offer: 0, beside: 0 })).toBe(
      'quote p',
    );
  });
});

describe('an answer with yes or no', () => {
  const near = (questions: readonly number[]) => ({ likeness: { text: 0.5, questions } });

  test.each([
    { text: 'No. It is bought with the reservation.', own: [0.6], other: [0.7], expected: 'offer own other' },
    { text: 'Yes, by standard shipping.', own: [0.8, 0.3], other: [0.7, 0.6], expected: 'quote own' },
    { text: ' no', own: [0.6], other: [0.7], expected: 'offer own other' },
    { text: 'Nobody can add it later.', own: [0.6], other: [0.7], expected: 'quote own' },
    { text: 'No-show fees are charged.', own: [0.6], other: [0.7], expected: 'quote own' },
    { text: 'Yesterday counts too.', own: [0.6], other: [0.7], expected: 'quote own' },
  ])('"$text", asked $own beside $other: $expected', ({ text, own, other, expected }) => {
    expect(planned([passage('own', 0.9, { text, ...near(own) }), passage('other', 0.3, near(other))])).toBe(
      expected,
    );
  });
});

test('headings that read the same are offered in full', () => {
  expect(offerLabels([{ heading: 'Bags > How many?' }, { heading: 'Pets > How old?' }])).toEqual([
    'How many?',
    'How old?',
  ]);
  expect(offerLabels([{ heading: 'Bags > How many?' }, { heading: 'Pets > How many?' }])).toEqual([
    'Bags > How many?',
    'Pets > How many?',
  ]);
});
