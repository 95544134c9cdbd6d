import { describe, expect, test } from 'vitest';
import type { RankedPassage, WrittenPassage } from '../../core/context.ts';
import type { AnswerRow } from './answer-rows.ts';
import { trainAnswers } from './train-answers.ts';

const THINGS = ['harp', 'lute', 'drum', 'horn', 'bell', 'gong', 'fife', 'viol', 'oboe', 'tuba'];

const passages = THINGS.map(
  (thing, at): WrittenPassage => ({
    passage_id: `${thing}#care`,
    source: `${thing}.md`,
    title: thing,
    heading: `${thing} > Care`,
    text: `Keep the ${thing} dry.`,
    questions: Array.from({ length: 20 }, (_, number) => `${thing} question ${at}-${number}`),
  }),
);

const found = (passage: WrittenPassage, cosine: number): RankedPassage => ({
  ...passage,
  score: cosine,
  likeness: { text: cosine, questions: [cosine] },
});

/** Searches as they would be: `far` of the masked questions come as near to another passage as to their own. */
function searches(far: number): readonly AnswerRow[] {
  let count = 0;
  return passages.flatMap((own, at) =>
    (own.questions ?? []).flatMap((asked): readonly AnswerRow[] => {
      const other = passages[(at + 1) % passages.length] as WrittenPassage;
      count += 1;
      const near = count % 100 < far;
      return [
        { kind: 'left-out', asked, own, found: [found(own, 0.8), found(other, 0.3)] },
        { kind: 'masked', asked, own, found: [found(other, near ? 0.8 : 0.3), found(other, 0.25)] },
      ];
    }),
  );
}

const TARGET = { error: 0.05, assurance: 0.95 };

describe('what is learned from example questions', () => {
  test('questions with their passage fit better than those without', () => {
    const { heldOut } = trainAnswers(passages, searches(0), TARGET);
    const mean = (kind: AnswerRow['kind']) => {
      const fits = heldOut.filter((answer) => answer.kind === kind).map(({ fit }) => fit);
      return fits.reduce((sum, fit) => sum + fit, 0) / fits.length;
    };
    expect(mean('left-out')).toBeGreaterThan(0.8);
    expect(mean('masked')).toBeLessThan(0.2);
  });

  test('quoting begins where few enough of the questions without their passage would get a quotation', () => {
    const trained = trainAnswers(passages, searches(0), TARGET);
    const { quote } = trained.model;
    const kept = trained.heldOut.filter(({ kind, fit }) => kind === 'left-out' && fit >= (quote ?? 1));
    expect(kept.length).toBe(200);
    expect(trained.missing).toBe(0);
  });

  test('where more of them look answered than may be, quoting begins above these', () => {
    const trained = trainAnswers(passages, searches(20), TARGET);
    const quoted = trained.heldOut.filter(
      ({ kind, fit }) => kind === 'masked' && fit >= (trained.model.quote ?? 1),
    );
    expect(quoted.length).toBeLessThanOrEqual(10);
  });

  test('too few questions prove nothing, and nothing is quoted', () => {
    const few = searches(0).slice(0, 40);
    expect(trainAnswers(passages, few, TARGET)).toMatchObject({ model: { quote: null }, missing: 60 });
  });

  test('nearly each right passage is offered at least', () => {
    const { model, heldOut } = trainAnswers(passages, searches(10), TARGET);
    const lost = heldOut.filter(({ rightFit, fit }) => rightFit !== null && fit < model.offer);
    expect(lost.length).toBeLessThanOrEqual(0.03 * 200);
  });
});
