import { calibrationError } from '../confidence/measures.ts';
import type { Embedder } from '../core/ports/embedder.ts';
import { calibrate, distribution, type Judged, lossAt, temperatureOf } from './calibrate.ts';
import { type Corpus, corpusOf, featuresOf, type Reading } from './corpus.ts';
import { fitSoftmax, passesOver } from './fit-softmax.ts';
import { dealFolds, FOLDS, type Scored, STRENGTH, scoreFold } from './held-out.ts';
import { guessesOf, outsideOf } from './intent-classifier.ts';
import type { HeldOut, IntentModel } from './intent-model.ts';
import { softmax } from './softmax.ts';
import { wordsOf } from './terms.ts';

/** A message with its true intent. */
export interface LabelledText {
  readonly text: string;
  readonly label: string;
}

export interface Training {
  readonly embedder: Embedder;
  /** Example messages by intent. An intent without any gets a low confidence. */
  readonly examples: ReadonlyMap<string, readonly string[]>;
  /** Further labelled messages. For equal texts the examples win. */
  readonly labelled?: readonly LabelledText[];
  /** The intent of messages that belong to no other intent. */
  readonly outOfScope?: string;
  /** The readings to try; the best one on held-out examples is used. */
  readonly readings?: readonly Reading[];
  /** Called during embedding and fitting. */
  readonly onProgress?: (done: number, total: number) => void;
}

const BATCH = 32;

/** The number of held-out examples that decide between readings. */
const ENOUGH = 400;

/** The time of a pass over the examples, as a share of the time to embed them. */
const PASS = 0.02;

/** The number of fits in a training: folds, comparison of readings, and the final one. */
const FITS = FOLDS + 2;

type Tick = (work: number) => void;

const embedAll = async (
  texts: readonly string[],
  embedder: Embedder,
  tick: Tick,
): Promise<readonly Float32Array[]> => {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < texts.length; start += BATCH) {
    const batch = await embedder.embed(texts.slice(start, start + BATCH));
    vectors.push(...batch);
    tick(batch.length);
  }
  return vectors;
};

const judgedOf = (corpus: Corpus, scored: readonly Scored[]): readonly Judged[] =>
  scored.map(({ index, scores }) => ({ scores, label: corpus.labels[index] as number }));

interface CrossValidated {
  readonly reading: Reading;
  readonly scored: readonly Scored[];
}

/** Held-out scores of every example, by the best reading on the first folds. */
const crossValidate = (corpus: Corpus, readings: readonly Reading[], onPass: () => void): CrossValidated => {
  const folds = dealFolds(corpus.texts, corpus.labels);
  const upTo = (reading: Reading, enough: number, known: readonly Scored[][] = []): readonly Scored[][] => {
    const all = [...known];
    for (let fold = all.length; fold < FOLDS && all.flat().length < enough; fold++)
      all.push([...scoreFold(corpus, reading, folds, fold, onPass)]);
    return all;
  };
  const tried = readings.map((reading) => {
    const scored = upTo(reading, readings.length > 1 ? ENOUGH : 0);
    const judged = judgedOf(corpus, scored.flat());
    return { reading, scored, loss: lossAt(judged, temperatureOf(judged)) };
  });
  const [first = { reading: 'vectors' as const, scored: [], loss: 0 }, ...others] = tried;
  const best = others.reduce((least, other) => (other.loss < least.loss ? other : least), first);
  return {
    reading: best.reading,
    scored: upTo(best.reading, Number.POSITIVE_INFINITY, best.scored).flat(),
  };
};

const heldOutOf = (
  corpus: Corpus,
  labels: readonly string[],
  scored: readonly Scored[],
  sharesOf: (scores: Float64Array) => Float64Array,
): readonly HeldOut[] =>
  scored
    .toSorted((a, b) => a.index - b.index)
    .map(({ index, scores }) => ({
      text: corpus.texts[index] as string,
      label: labels[corpus.labels[index] as number] as string,
      guesses: guessesOf(labels, sharesOf(scores)).slice(0, 3),
    }));

const errorOf = (heldOut: readonly HeldOut[]): number =>
  calibrationError(
    heldOut.map(({ label, guesses: [best] }) => ({
      confidence: best?.confidence ?? 0,
      right: best?.name === label,
    })),
  );

const fitAll = (corpus: Corpus, reading: Reading, dimensions: number, onPass: () => void) => {
  if (corpus.texts.length === 0)
    return {
      terms: [],
      rarities: new Float32Array(),
      weights: new Float32Array((dimensions + 1) * corpus.classes),
    };
  const { rows, width, terms, rarities } = featuresOf(corpus, reading, [...corpus.texts.keys()]);
  const { weights } = fitSoftmax({
    rows,
    labels: corpus.labels,
    classes: corpus.classes,
    width,
    strength: STRENGTH,
    onPass,
  });
  return { terms: terms.map((term) => corpus.names[term] as string), rarities, weights };
};

const plain = (text: string): string => text.trim().toLowerCase();

/** The examples, and the latest label of every other text. Leaves out undeclared labels. */
const gather = (
  examples: ReadonlyMap<string, readonly string[]>,
  labelled: readonly LabelledText[],
): readonly LabelledText[] => {
  const written = [...examples].flatMap(([label, texts]) => texts.map((text) => ({ text, label })));
  const known = new Set(written.map(({ text }) => plain(text)));
  const said = labelled.filter(({ text, label }) => examples.has(label) && !known.has(plain(text)));
  return [...written, ...new Map(said.map((one) => [plain(one.text), one])).values()];
};

/** Reports progress against a total that is computed in advance. */
const progressOf = (count: number, onProgress: (done: number, total: number) => void) => {
  const total = Math.round(count * (1 + FITS * PASS * passesOver(count)));
  let done = 0;
  return {
    tick: (work: number) => {
      done = Math.min(total - 1, done + work);
      onProgress(Math.floor(done), total);
    },
    finish: () => onProgress(total, total),
  };
};

/**
 * Trains a linear model on the messages' vectors, and on their terms if that is better on held-out messages.
 *
 * The same messages give the same model. Held-out readings come from five models, each trained without a fifth
 * of the messages. The calibration, at most four numbers, is fitted to all of them.
 */
export async function trainClassifier({
  embedder,
  examples,
  labelled = [],
  outOfScope,
  readings = ['vectors', 'vectors-and-terms'],
  onProgress = () => {},
}: Training): Promise<IntentModel> {
  const labels = [...examples.keys()];
  const messages = gather(examples, labelled);
  const texts = messages.map(({ text }) => text);
  const progress = progressOf(texts.length, onProgress);
  const corpus = corpusOf(
    texts,
    await embedAll(texts, embedder, progress.tick),
    messages.map(({ label }) => labels.indexOf(label)),
    labels.length,
  );
  const onPass = () => progress.tick(texts.length * PASS);
  const { reading, scored } = crossValidate(corpus, readings, onPass);
  const outside = outsideOf(labels, outOfScope ?? null);
  const calibration = calibrate(judgedOf(corpus, scored), outside);
  const heldOut = heldOutOf(corpus, labels, scored, (scores) => distribution(scores, calibration, outside));
  const fitted = fitAll(corpus, reading, embedder.dimensions, onPass);
  progress.finish();
  return {
    embedder: embedder.id,
    labels,
    outOfScope: outOfScope ?? null,
    ...fitted,
    calibration,
    words: new Set(texts.flatMap(wordsOf)),
    accuracy:
      heldOut.length === 0
        ? null
        : heldOut.filter(({ label, guesses }) => guesses[0]?.name === label).length / heldOut.length,
    rawCalibrationError: errorOf(heldOutOf(corpus, labels, scored, (scores) => softmax(scores.slice()))),
    heldOut,
  };
}
