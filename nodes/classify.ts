import { type IntentGuess, type IntentReading, UNKNOWN_INTENT } from '../core/intent.ts';
import { NEW_TURN } from '../core/new-turn.ts';
import type { Node, RunContext } from '../core/node.ts';
import type { Classifier } from '../core/ports/classifier.ts';
import type { AgentState } from '../core/state.ts';
import { enterIntents, type HandledIntent } from './enter-intents.ts';
import { type Answer, type PendingOptions, readPending } from './read-pending.ts';
import { readSignals, type Signals } from './signals.ts';
import { splitSentences } from './split-sentences.ts';

export interface ClassifyOptions extends PendingOptions {
  readonly intents: ReadonlyMap<string, HandledIntent>;
  /** Below this the message is unclear. */
  readonly threshold: number;
  readonly signals: Signals;
  readonly says: { readonly unsure: string; readonly declined: string };
}

type Reads = 'messages' | 'turn' | 'session' | 'intents' | 'flows' | 'pending' | 'frustration' | 'consent';
type Writes = Exclude<keyof AgentState, 'messages'>;
type State = Pick<AgentState, Reads>;
type Update = Partial<Pick<AgentState, Writes>>;

/** A further sentence's intent counts from here on: it was not the message's main point. */
const SENTENCE_THRESHOLD = 0.75;

/** What interrupts an open question or confirmation must be clearly something else. */
const INTERRUPT_THRESHOLD = 0.7;

const NO_CONSENT = { confirmed: null, approved: null };

/**
 * Reads what the customer's message is: a yes or no to a confirmation, an answer to a question, a call
 * for a person, or an intent with its confidence.
 */
export function classify(
  options: ClassifyOptions,
  { classifier }: { readonly classifier: Classifier },
): Node<Reads, Writes> {
  return async function classifyMessage(state, run) {
    const message = state.messages.findLast(({ type }) => type === 'human');
    const text = message?.content ?? '';
    const signals = readSignals(text, options.signals);
    const start: Update = {
      ...NEW_TURN,
      turn: { turn_id: message?.id ?? '', text, proposals: 0, steps: 0 },
      // A yes is for the turn in which it is said; an approval waits as long as its confirmation does.
      consent: {
        confirmed: null,
        approved: state.pending?.kind === 'confirm' ? state.consent.approved : null,
      },
      frustration: state.frustration + (signals.frustration ? 1 : 0),
    };
    if (signals.person) return { ...start, ...callPerson() };
    const answer = readPending(text, state, options);
    if (answer.kind === 'settled') return { ...start, ...answer.update };
    const reading = await readIntent(text, options, classifier, run);
    return {
      ...start,
      intent: reading.main,
      ...decide(options, state, answer, reading, { turn_id: message?.id ?? '', text }),
    };
  };
}

function callPerson(): Update {
  return {
    reading: 'person',
    escalation: {
      code: 'person_requested',
      reason: 'the customer asks for a person',
      proposal: null,
      verdict: null,
    },
  };
}

interface MessageIntents {
  readonly main: IntentReading;
  /** Names of every intent that the message is sure enough about, the main one first. */
  readonly sure: readonly string[];
}

async function readIntent(
  text: string,
  { threshold }: ClassifyOptions,
  classifier: Classifier,
  run: RunContext,
): Promise<MessageIntents> {
  const guesses = await classifier.classify(text, run.signal);
  const best: IntentGuess = guesses[0] ?? { name: UNKNOWN_INTENT, confidence: 0 };
  const sure = best.confidence >= threshold ? [best.name] : [];
  for (const sentence of splitSentences(text)) {
    const [guess] = await classifier.classify(sentence, run.signal);
    if (guess && guess.confidence >= Math.max(threshold, SENTENCE_THRESHOLD) && !sure.includes(guess.name))
      sure.push(guess.name);
  }
  const top = guesses.slice(0, 3);
  run.note({
    confidence: best.confidence,
    detail: { guesses: top.map(({ name, confidence }) => ({ name, confidence })), sure },
  });
  return { main: { name: sure[0] ?? UNKNOWN_INTENT, confidence: best.confidence, guesses: top }, sure };
}

function decide(
  options: ClassifyOptions,
  state: State,
  answer: Answer,
  { main, sure }: MessageIntents,
  turn: { readonly turn_id: string; readonly text: string },
): Update {
  const current = state.flows.at(-1)?.intent;
  const clear = answer.kind === 'none' || main.confidence >= INTERRUPT_THRESHOLD;
  const elsewhere = sure.filter((name) => name !== current && (clear || name !== main.name));
  if (answer.kind === 'weak' && elsewhere.length === 0) return answer.update;
  const wanted = elsewhere.length > 0 ? elsewhere : answer.kind === 'none' ? sure : [];
  if (wanted.length > 0)
    return { reading: 'intent', consent: NO_CONSENT, ...enterIntents(options, state, wanted, turn) };
  if (answer.kind === 'not-understood') return answer.update;
  if (isForModel(options, state, main)) return { reading: 'continue', pending: null };
  return unsure(options, state);
}

/** A model asks back in its own words: in what it handles already, and in what it would most likely handle. */
function isForModel({ intents }: ClassifyOptions, state: State, { guesses }: IntentReading): boolean {
  const byModel = (name: string | undefined) => intents.get(name ?? '')?.driver === 'model';
  if (state.intents.length > 0) return state.intents.some(({ name }) => byModel(name));
  return state.flows.length === 0 && byModel(guesses[0]?.name);
}

function unsure({ questions, says }: ClassifyOptions, { pending }: State): Update {
  const asked = (pending?.kind === 'unsure' ? pending.asked : 0) + 1;
  if (asked >= questions) {
    return {
      reading: 'unclear',
      pending: null,
      escalation: {
        code: 'not_understood',
        reason: `${asked} messages in a row were not understood`,
        proposal: null,
        verdict: null,
      },
    };
  }
  return {
    reading: 'unclear',
    pending: { kind: 'unsure', asked },
    draft: { text: says.unsure, citations: [], grounds: [says.unsure], outcome: 'asked', by: 'engine' },
  };
}
