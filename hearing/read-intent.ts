import type { IntentThreshold } from '../core/confidence.ts';
import { type IntentGuess, type IntentReading, UNKNOWN_INTENT } from '../core/intent.ts';
import type { RunContext } from '../core/node.ts';
import type { Classifier } from '../core/ports/classifier.ts';
import { splitSentences } from './split-sentences.ts';
import { closePair, type IntentPair, type WhichOptions } from './which-intent.ts';

export interface ReadIntentOptions extends Pick<WhichOptions, 'choices'> {
  /** From which confidence on each intent is acted on; one without an entry never is. */
  readonly thresholds: ReadonlyMap<string, IntentThreshold>;
}

/** What a message is about. */
export interface MessageIntents {
  readonly main: IntentReading;
  /** Names of every intent that the message is sure enough about, the main one first. */
  readonly sure: readonly string[];
  /** The sentence that names an intent, where one of several does. */
  readonly said: ReadonlyMap<string, string>;
  /** Two intents between which only the customer can decide. */
  readonly between: IntentPair | null;
}

/** A further sentence's intent counts from here on: it was not the message's main point. */
const SENTENCE_THRESHOLD = 0.75;

/** Names what a message and each of its sentences are about, as far as that is sure enough to act on. */
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
  // A sentence that is sure says what the whole message leaves open.
  const between = sentences.length > 0 ? null : closePair(guesses, isSure, choices);
  // The promise is one about whole messages.
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
