import { currentGoal } from '../../core/goal.ts';
import { UNKNOWN_INTENT } from '../../core/intent.ts';
import type { RunContext } from '../../core/node.ts';
import type { Classifier } from '../../core/ports/classifier.ts';
import { isOneCode } from '../../hearing/clauses/clause-form.ts';
import { rounded } from '../../hearing/commands/make-commands.ts';
import { languageOf } from '../../hearing/consent/consent-grammar.ts';
import { followsUp } from '../../hearing/follows-up.ts';
import { type MessageIntents, type ReadIntentOptions, readIntent } from '../../hearing/read-intent.ts';
import { isReference, referencesIn } from '../../hearing/references.ts';
import { withNamedRecords } from '../../hearing/wishes/named-records.ts';
import type { ClassifyOptions, ClassifyState } from './classify-options.ts';

/** Reads the wishes of a message, with the question before it if it depends on that. */
export async function readWishes(
  options: ClassifyOptions & ReadIntentOptions,
  state: ClassifyState,
  classifier: Classifier,
  run: RunContext<'classify'>,
): Promise<MessageIntents> {
  const current = currentGoal(state.goals)?.intent;
  const reading =
    (await readFollowUp(options, state, classifier, run)) ??
    (await readIntent(state.text, { ...options, current }, classifier, run));
  return askingOnly(
    state.text,
    current === undefined ? withRecords(options, state.text, reading, run.now) : reading,
  );
}

/** The reading of a message; one code asks for nothing, whatever it resembles. */
const askingOnly = (text: string, reading: MessageIntents): MessageIntents =>
  isOneCode(text)
    ? { ...reading, main: { ...reading.main, name: UNKNOWN_INTENT, certified: false }, wishes: [] }
    : reading;

/** The reading with a wish for the records that the message names, if articles alone would answer it. */
function withRecords(
  { intents, reach, choices, zone, confirmation }: ClassifyOptions,
  text: string,
  reading: MessageIntents,
  now: Date,
): MessageIntents {
  const language = languageOf(confirmation);
  const reachOf = (intent: string) => reach.get(intents.get(intent)?.flow ?? '');
  const wishes = withNamedRecords(text, reading.wishes, reading.main.guesses, {
    choices,
    answers: (intent) => reachOf(intent)?.answers ?? false,
    referencesIn: (said, intent) =>
      [...(reachOf(intent)?.slots.values() ?? [])]
        .filter(isReference)
        .flatMap((slot) => referencesIn(said, slot, { now, zone, confirmation, language }).map(String)),
  });
  return { ...reading, wishes };
}

/**
 * Reads a question that depends on the one before it together with that one: "do you ship to Hawaii?", then "and how
 * much does that cost?". Null unless both together ask for knowledge.
 */
async function readFollowUp(
  { intents, reach, thresholds }: ClassifyOptions,
  { text, pending, messages, turn_id }: ClassifyState,
  classifier: Classifier,
  run: RunContext<'classify'>,
): Promise<MessageIntents | null> {
  if (pending || !followsUp(text)) return null;
  const before = messages.findLast(({ type, id }) => type === 'human' && id !== turn_id)?.content;
  if (!before) return null;
  const guesses = await classifier.classify(`${before}\n${text}`, run.signal);
  const [best] = guesses;
  if (!best || best.confidence < (thresholds.get(best.name)?.threshold ?? Number.POSITIVE_INFINITY))
    return null;
  if (!reach.get(intents.get(best.name)?.flow ?? '')?.answers) return null;
  const { name, confidence } = best;
  const top = guesses.slice(0, 3).map((guess) => ({ name: guess.name, confidence: guess.confidence }));
  const noted = top.map((guess) => ({ ...guess, confidence: rounded(guess.confidence) }));
  run.note({ confidence, detail: { guesses: noted } });
  const spans = [{ from: 0, to: text.length }];
  return {
    // The promise is about messages that are read alone.
    main: { name, confidence, certified: false, guesses: top },
    wishes: [{ intent: name, text, joins: null, spans, confidence }],
    rest: text,
    between: null,
    lost: [],
  };
}
