import type { IntentThreshold } from '../core/confidence.ts';
import { type IntentGuess, type IntentReading, UNKNOWN_INTENT } from '../core/intent.ts';
import type { RunContext } from '../core/node.ts';
import type { Classifier } from '../core/ports/classifier.ts';
import { splitSentences } from './split-sentences.ts';
import { closePair, type IntentPair, type WhichOptions } from './which-intent.ts';

export interface ReadIntentOptions extends Pick<WhichOptions, 'choices'> {
  /** The confidence from which each intent is acted on. An intent without an entry never is. */
  readonly thresholds: ReadonlyMap<string, IntentThreshold>;
}

/** The intents of a message. */
export interface MessageIntents {
  readonly main: IntentReading;
  /** Names of the intents over their thresholds, the main one first. */
  readonly sure: readonly string[];
  /** The sentence that names an intent, if the message has several sentences. */
  readonly said: ReadonlyMap<string, string>;
  /** Two likely intents that the customer must choose between. */
  readonly between: IntentPair | null;
}

/** The least confidence of a single sentence's intent. */
const SENTENCE_THRESHOLD = 0.75;

/** Classifies a message and each of its sentences. */
export async function readIntent(
  text: string,
  { thresholds, choices }: ReadIntentOptions,
  classifier: Classifier,
  run: RunContext<'classify'>,
): Promise<MessageIntents> {
  const thresholdOf = (name: string) => thresholds.get(name)?.threshold ?? Number.POSITIVE_INFINITY;
  const guesses = await classifier.classify(text, run.signal);
  const best: IntentGuess = guesses[0] ?? { name: UNKNOWN_INTENT, confidence: 0 };
  const isSure = best.confidence >= thresholdOf(best.name);
  const sentences: (IntentGuess & { readonly sentence: string })[] = [];
  for (const sentence of splitSentences(text)) {
    const [guess] = await classifier.classify(sentence, run.signal);
    if (guess && guess.confidence >= Math.max(thresholdOf(guess.name), SENTENCE_THRESHOLD))
      sentences.push({ ...guess, sentence });
  }
  const named = [...(isSure ? [best] : []), ...sentences];
  const sure = [...new Set(named.map(({ name }) => name))];
  // A sure sentence settles a message that is unclear as a whole.
  const between = sentences.length > 0 ? null : closePair(guesses, isSure, choices);
  // The promise is about whole messages only.
  const certified = isSure && thresholds.get(best.name)?.certified === true;
  const top = guesses.slice(0, 3).map(({ name, confidence }) => ({ name, confidence }));
  const { confidence } = named[0] ?? best;
  run.note({ confidence, detail: { guesses: top, sure, certified, ...(between ? { between } : {}) } });
  const said = new Map(sentences.toReversed().map(({ name, sentence }) => [name, sentence]));
  return {
    main: { name: sure[0] ?? UNKNOWN_INTENT, confidence, certified, guesses: top },
    sure,
    said,
    between,
  };
}
