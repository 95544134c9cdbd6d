import { certifyRare } from '../../confidence/certify-rare.ts';
import type { ErrorTarget } from '../../core/confidence.ts';
import type { RankedPassage, WrittenPassage } from '../../core/context.ts';
import { fitLogistic, type Observed } from '../../intents/fit-logistic.ts';
import { type AnswerModel, chance } from '../../saying/answers/answer-model.ts';
import { FEATURES, fitFeatures } from '../../saying/answers/fit-features.ts';
import {
  askedStems,
  countWords,
  stemsOf,
  tellingOf,
  type WordCounts,
} from '../../saying/answers/telling-words.ts';
import type { AnswerRow } from './answer-rows.ts';

/** An answer model, with what its training can prove. */
export interface TrainedAnswers {
  readonly model: AnswerModel;
  /** The number of example questions that the proof lacks; 0 if it holds. */
  readonly missing: number;
  readonly heldOut: readonly HeldOutAnswer[];
}

/** The likeliest passage of a question, by a model that knows neither its article nor the questions of that. */
export interface HeldOutAnswer {
  readonly kind: AnswerRow['kind'];
  readonly fit: number;
  /** True if it is the passage that has the question. */
  readonly right: boolean;
  /** The fit of the right passage among the two likeliest; null if it is not there. */
  readonly rightFit: number | null;
}

/** The parts of the articles of which each is judged by what was learned from the others. */
const FOLDS = 5;
/** The share of right passages that may fit less than what is offered, or, of second ones, than what is offered beside another. */
const LOST = 0.03;

interface Featured extends AnswerRow {
  readonly features: readonly (readonly number[])[];
}

/** Learns from searches for example questions when a found passage answers, and from which fit on that is certain. */
export function trainAnswers(
  passages: readonly WrittenPassage[],
  rows: readonly AnswerRow[],
  target: ErrorTarget,
): TrainedAnswers {
  const words = countWords(passages.map(wordsOf));
  const featured = rows.map((row) => ({ ...row, features: featuresOf(row, words, passages) }));
  const heldOut = judgedByOthers(featured);
  const certificate = certifyRare(
    heldOut.filter(({ kind }) => kind === 'masked').map(({ fit }) => fit),
    target,
  );
  return {
    model: {
      weights: weightsOf(featured),
      words,
      questionWords: Object.fromEntries(
        passages.map(({ passage_id, questions = [] }) => [passage_id, [...stemsOf(questions.join(' '))]]),
      ),
      quote: certificate.certified ? certificate.threshold : null,
      ...offeredFrom(heldOut),
    },
    missing: certificate.certified ? 0 : certificate.missing,
    heldOut,
  };
}

const wordsOf = ({ heading, text, questions = [] }: WrittenPassage): ReadonlySet<string> =>
  stemsOf(`${heading} ${text} ${questions.join(' ')}`);

/** The numbers of each found passage. A question that is left out does not lend its words to its passage. */
function featuresOf(
  { kind, asked, own, found }: AnswerRow,
  words: WordCounts,
  passages: readonly WrittenPassage[],
) {
  const written = new Map(passages.map((passage) => [passage.passage_id, passage]));
  const without = (passage: WrittenPassage): WrittenPassage =>
    kind === 'left-out' && passage === own
      ? { ...passage, questions: (passage.questions ?? []).filter((question) => question !== asked) }
      : passage;
  return fitFeatures(found, {
    stems: askedStems(asked),
    telling: tellingOf(words),
    wordsOf: (passage: RankedPassage) => wordsOf(without(written.get(passage.passage_id) ?? passage)),
  });
}

const isRight = ({ kind, own }: AnswerRow, { passage_id }: RankedPassage): boolean =>
  kind === 'left-out' && passage_id === own?.passage_id;

function weightsOf(rows: readonly Featured[]): readonly number[] {
  const observed = rows.flatMap((row): readonly Observed[] =>
    row.found.map((passage, at) => ({
      inputs: row.features[at] ?? [],
      so: isRight(row, passage),
      weight: 1,
    })),
  );
  return fitLogistic(observed, new Array<number>(FEATURES).fill(0));
}

/** Each row judged by weights that were learned without the questions of its article. */
function judgedByOthers(rows: readonly Featured[]): readonly HeldOutAnswer[] {
  const articles = [...new Set(rows.map(({ own }) => own?.source ?? ''))];
  const foldOf = ({ own }: AnswerRow) => articles.indexOf(own?.source ?? '') % FOLDS;
  const weights = Array.from({ length: Math.min(FOLDS, articles.length) }, (_, fold) =>
    weightsOf(rows.filter((row) => foldOf(row) !== fold)),
  );
  return rows.map((row) => judged(row, weights[foldOf(row)] ?? []));
}

function judged(row: Featured, weights: readonly number[]): HeldOutAnswer {
  const likeliest = row.found
    .map((passage, at) => ({ right: isRight(row, passage), fit: chance(weights, row.features[at] ?? []) }))
    .sort((a, b) => b.fit - a.fit);
  const [best] = likeliest;
  return {
    kind: row.kind,
    fit: best?.fit ?? 0,
    right: best?.right ?? false,
    rightFit: likeliest.slice(0, 2).find(({ right }) => right)?.fit ?? null,
  };
}

/** Nearly no right passage fits less than what is offered, or than what is offered beside a likelier one. */
function offeredFrom(heldOut: readonly HeldOutAnswer[]): Pick<AnswerModel, 'offer' | 'beside'> {
  const known = heldOut.filter(({ rightFit }) => rightFit !== null);
  const second = known.filter(({ right }) => !right);
  return {
    offer: lowest(
      known.map(({ rightFit }) => rightFit ?? 0),
      LOST,
    ),
    beside: lowest(
      second.map(({ fit, rightFit }) => (rightFit ?? 0) / fit),
      LOST,
    ),
  };
}

/** The value below which this share lies. */
const lowest = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * values.length)] ?? 0;
