import { escalationRequest } from '../../core/escalation.ts';
import { asNamed, currentGoal } from '../../core/goal.ts';
import { type IntentReading, UNKNOWN_INTENT } from '../../core/intent.ts';
import type { Node, RunContext } from '../../core/node.ts';
import type { ActionLog } from '../../core/ports/action-log.ts';
import type { Classifier } from '../../core/ports/classifier.ts';
import type { NodeState } from '../../core/state.ts';
import type { ByTenant } from '../../core/tenant.ts';
import { type MessageIntents, type ReadIntentOptions, readIntent } from '../../hearing/read-intent.ts';
import type { ReadContext } from '../../hearing/read-slot.ts';
import { readSignals, type Signals } from '../../hearing/signals.ts';
import {
  askBetween,
  type IntentPair,
  readChosenIntent,
  type WhichIntent,
  type WhichOptions,
} from '../../hearing/which-intent.ts';
import { enterIntents, type HandledIntent } from './enter-intents.ts';
import { type Answer, type PendingOptions, readPending } from './read-pending.ts';

export interface ClassifyOptions extends PendingOptions, ReadIntentOptions, WhichOptions {
  readonly intents: ReadonlyMap<string, HandledIntent>;
  readonly signals: Signals;
  /** The time zone in which customers name days. */
  readonly zone: string;
  readonly says: { readonly unsure: string; readonly declined: string; readonly between: string };
}

type Reads = 'turn_id' | 'text' | 'session' | 'goals' | 'pending' | 'frustration';
type Writes = Exclude<keyof NodeState, 'messages' | 'turn_id' | 'proposals' | 'steps'>;
type ClassifyState = Pick<NodeState, Reads>;
type ClassifyUpdate = Partial<Pick<NodeState, Writes>>;

/** The least confidence of an intent that interrupts an open question or confirmation. */
const INTERRUPT_THRESHOLD = 0.7;

/**
 * Reads the customer's message as a yes or no to a confirmation, an answer to a question, a call for a person, or an
 * intent with its confidence.
 */
export function classify(
  options: ClassifyOptions,
  { classifier, actions }: { classifier: Classifier; actions: ByTenant<Pick<ActionLog, 'settle'>> },
): Node<'classify', Reads, Writes> {
  return async function classifyMessage(state, run) {
    const signals = readSignals(state.text, options.signals);
    const start = { frustration: state.frustration + (signals.frustration ? 1 : 0) };
    if (signals.person) return { ...start, ...callPerson() };
    const context = { now: run.now, zone: options.zone, confirmation: options.confirmation };
    const settled = settle(options, state, context);
    if ('update' in settled) {
      await recordDeclined(settled.update, actions(run.tenant), run);
      return { ...start, ...noted(settled.update, run) };
    }
    const reading = await readIntent(state.text, options, classifier, run);
    return { ...start, intent: reading.main, ...noted(decide(options, state, settled, reading), run) };
  };
}

/** Records the customer's no as the end of the shown action. */
async function recordDeclined(
  { lastAction }: ClassifyUpdate,
  actions: Pick<ActionLog, 'settle'>,
  { now }: RunContext,
): Promise<void> {
  if (lastAction?.status !== 'declined') return;
  const { action_id } = lastAction.proposal;
  await actions.settle({ action_id, status: 'declined', result: null, at: now.toISOString() });
}

/** Notes an intent that the customer chose, which is no guess. */
function noted(update: ClassifyUpdate, run: RunContext<'classify'>): ClassifyUpdate {
  if (update.intent?.guesses.length === 0)
    run.note({ confidence: update.intent.confidence, detail: { picked: update.intent.name } });
  return update;
}

/** A message that is not settled yet, with its reading as an answer. */
interface Heard {
  readonly turn_id: string;
  readonly text: string;
  readonly context: ReadContext;
  readonly answer: Answer;
  /** The offered intent that its words choose, or null. */
  readonly chosen: string | null;
}

/** Reads the message as an answer to the open question. If that settles it, nothing else is read. */
function settle(
  options: ClassifyOptions,
  state: ClassifyState,
  context: ReadContext,
): Heard | { readonly update: ClassifyUpdate } {
  const { pending, turn_id, text } = state;
  const turn = { turn_id, text, context };
  if (pending?.kind !== 'which-intent') {
    const answer = readPending(text, state, options, context);
    return answer.kind === 'settled' ? answer : { ...turn, answer, chosen: null };
  }
  const chosen = readChosenIntent(text, pending, options);
  if (chosen?.kind === 'neither') return { update: unsure(options, state, null) };
  // A bare number chooses one of the two; it is no order number.
  if (chosen?.outright)
    return { update: enterChosen(options, state, pending, [chosen.name], { ...turn, bare: true }) };
  return { ...turn, answer: { kind: 'none' }, chosen: chosen?.name ?? null };
}

function callPerson(): ClassifyUpdate {
  return {
    reading: 'person',
    escalation: escalationRequest('person_requested', 'the customer asks for a person'),
  };
}

function decide(
  options: ClassifyOptions,
  state: ClassifyState,
  heard: Heard,
  reading: MessageIntents,
): ClassifyUpdate {
  const { pending } = state;
  const offered = pending?.kind === 'which-intent' ? pending : null;
  const wanted = offered ? offeredAndMeant(offered, heard, reading) : [];
  if (offered && wanted.length > 0)
    return enterChosen(options, state, offered, wanted, { ...heard, bare: false });
  const pair = heard.answer.kind === 'none' ? pairToAsk(options, state, reading) : null;
  const left = { intent: { ...reading.main, name: UNKNOWN_INTENT, certified: false } };
  if (pair) return { ...left, ...unsure(options, state, { pair, opening: heard }) };
  const again = offered && { pair: offered.intents, opening: offered.opening };
  return enterOrAsk(options, state, heard, reading) ?? unsure(options, state, again);
}

/** Enters the intents over their thresholds; null if the agent must ask. */
function enterOrAsk(
  options: ClassifyOptions,
  state: ClassifyState,
  heard: Heard,
  { main, sure, said }: MessageIntents,
): ClassifyUpdate | null {
  const { answer } = heard;
  const current = currentGoal(state.goals)?.intent;
  const clear = answer.kind === 'none' || isClear(main);
  const elsewhere = sure.filter((name) => name !== current && (clear || name !== main.name));
  if (answer.kind === 'weak' && elsewhere.length === 0) return answer.update;
  const wanted = elsewhere.length > 0 ? elsewhere : answer.kind === 'none' ? sure : [];
  if (wanted.length > 0)
    return {
      reading: 'intent',
      ...enterIntents(options, state, wanted, sure.length > 1 ? { ...heard, said } : heard),
    };
  if (answer.kind === 'not-understood') return answer.update;
  return isForModel(options, state, main) ? { reading: 'continue', pending: null } : null;
}

const isClear = ({ guesses }: IntentReading) => (guesses[0]?.confidence ?? 0) >= INTERRUPT_THRESHOLD;

/** The intents of a message whose main one is one of the two offered; else null. */
function offeredAndMeant(
  { intents }: WhichIntent,
  { chosen }: Heard,
  { main, sure }: MessageIntents,
): readonly string[] {
  // A word of an offer is no choice if the whole message has a clear intent.
  const wanted = chosen === null || (isClear(main) && sure.length > 0) ? sure : [chosen];
  return intents.some((name) => name === wanted[0]) ? wanted : [];
}

/** Enters the chosen intent with the earlier message, and with further values of the answer. */
function enterChosen(
  options: ClassifyOptions,
  state: ClassifyState,
  { opening }: WhichIntent,
  names: readonly string[],
  { turn_id, text, context, bare }: Pick<Heard, 'turn_id' | 'text' | 'context'> & { readonly bare: boolean },
): ClassifyUpdate {
  const [name = ''] = names;
  const opened = enterIntents(options, state, [name], { ...opening, context });
  const entered = bare
    ? opened
    : enterIntents(options, { ...state, ...opened }, names, { turn_id, text, context });
  const whole = bare ? opening.text : `${opening.text}\n${text}`;
  return {
    reading: 'intent',
    intent: { name, confidence: 1, certified: false, guesses: [] },
    ...entered,
    text: whole,
  };
}

/** The two intents to ask about; null if a model would ask: it handles the active intent or both of these. */
function pairToAsk(
  { intents }: ClassifyOptions,
  state: ClassifyState,
  { between }: MessageIntents,
): IntentPair | null {
  const byModel = (name: string) => intents.get(name)?.driver === 'model';
  return state.goals.some(({ intent }) => byModel(intent)) || between?.every(byModel) ? null : between;
}

/** True if the model asks in its own words: it handles the active intent or the best guess. */
function isForModel({ intents }: ClassifyOptions, state: ClassifyState, { guesses }: IntentReading): boolean {
  const byModel = (name: string | undefined) => intents.get(name ?? '')?.driver === 'model';
  const named = asNamed(state.goals);
  return named.length > 0 ? named.some(({ intent }) => byModel(intent)) : byModel(guesses[0]?.name);
}

interface Undecided {
  readonly pair: IntentPair;
  readonly opening: WhichIntent['opening'];
}

/** Asks the customer, between two intents if there are two. Calls a person after too many attempts. */
function unsure(
  options: ClassifyOptions,
  { pending }: ClassifyState,
  undecided: Undecided | null,
): ClassifyUpdate {
  const before = pending?.kind === 'unsure' || pending?.kind === 'which-intent' ? pending.asked : 0;
  // A first question between two intents does not count as a failed attempt.
  const asked = undecided && pending?.kind !== 'which-intent' ? before : before + 1;
  if (asked >= options.questions) return notUnderstood(asked);
  if (undecided) return askBetween(options, undecided.pair, undecided.opening, asked);
  const { unsure: text } = options.says;
  return {
    reading: 'unclear',
    pending: { kind: 'unsure', asked },
    draft: { text, citations: [], grounds: [text], outcome: 'asked', by: 'engine' },
  };
}

function notUnderstood(messages: number): ClassifyUpdate {
  return {
    reading: 'unclear',
    pending: null,
    escalation: escalationRequest('not_understood', `${messages} messages in a row were not understood`),
  };
}
