import { currentGoal } from '../../core/goal.ts';
import { UNKNOWN_INTENT } from '../../core/intent.ts';
import type { Node, RunContext } from '../../core/node.ts';
import type { ActionLog } from '../../core/ports/action-log.ts';
import type { Classifier } from '../../core/ports/classifier.ts';
import type { ByTenant } from '../../core/tenant.ts';
import { firstAnswer } from '../../hearing/answer-lead.ts';
import { onlyGives } from '../../hearing/clauses/clause-form.ts';
import { withUndoing } from '../../hearing/clauses/undoing.ts';
import { heardOf } from '../../hearing/commands/heard.ts';
import { lostReadings } from '../../hearing/commands/lost-readings.ts';
import { bareCommand } from '../../hearing/commands/make-commands.ts';
import { languageOf } from '../../hearing/consent/consent-grammar.ts';
import type { MessageIntents } from '../../hearing/read-intent.ts';
import type { ReadContext } from '../../hearing/read-slot.ts';
import { readSignals } from '../../hearing/signals.ts';
import { readChosenIntent, type WhichIntent } from '../../hearing/which-intent.ts';
import type { Wish } from '../../hearing/wishes/wish.ts';
import type { Answer } from './answer-slot.ts';
import { isStatement, valuesIn } from './begin-goals.ts';
import { begin, beginChosen, wishFor } from './begin-wishes.ts';
import type {
  ClassifyOptions,
  ClassifyReads,
  ClassifyState,
  ClassifyUpdate,
  ClassifyWrites,
} from './classify-options.ts';
import { withCorrection } from './correct-choices.ts';
import { wishesBeside, withFurther } from './further-wishes.ts';
import { leaveGoals } from './leave-goals.ts';
import { answerToModel } from './model/answer-to-model.ts';
import { attestForModel } from './model/attest-for-model.ts';
import { isForModel, likelyToAsk } from './model/for-model.ts';
import { likelyBeside, withLikely } from './model/likely-goals.ts';
import { answerOffer, withoutOffer } from './offers/answer-offer.ts';
import { otherLanguage } from './other-language.ts';
import { readPending } from './read-pending.ts';
import { readWishes } from './read-wishes.ts';
import { saidOutright } from './said-outright.ts';
import { isAbout, sayAside } from './say-aside.ts';
import { sayNothing } from './say-nothing.ts';
import { callPerson, unsure } from './unsure.ts';
import { wishesElsewhere } from './wishes-elsewhere.ts';

/** The least confidence of an intent that interrupts an open question or confirmation. */
const INTERRUPT_THRESHOLD = 0.7;

/**
 * Reads the customer's message as a yes or no to a confirmation, an answer to a question, a call for a person, or
 * wishes with their confidence.
 */
export function classify(
  options: ClassifyOptions,
  { classifier: reads, actions }: { classifier: Classifier; actions: ByTenant<Pick<ActionLog, 'settle'>> },
): Node<'classify', ClassifyReads, ClassifyWrites> {
  const classifier: Classifier = {
    classify: (text, signal) => reads.classify(withUndoing(text), signal),
  };
  return async function classifyMessage(state, run) {
    const heardSo = attestForModel(options, state, await read(state, run), run.now);
    const { commands, lost, ...update } = heardSo;
    const heard = heardOf(state.text, commands, lost);
    run.note({ detail: { heard } });
    return { ...update, heard };
  };

  async function read(state: ClassifyState, run: RunContext<'classify'>): Promise<ClassifyUpdate> {
    const signals = readSignals(state.text, options.signals);
    const start = { frustration: state.frustration + (signals.frustration ? 1 : 0) };
    const person = isAbout(options, state.text, 'bot') ? null : signals.person;
    return { ...start, ...(person ? callPerson(person) : await hear(state, run)) };
  }

  async function hear(given: ClassifyState, run: RunContext<'classify'>): Promise<ClassifyUpdate> {
    const answer = answerOffer(options, given);
    if (answer) return noted(answer, run);
    const state = withoutOffer(given);
    if (!state) return hearMessage(given, run);
    return {
      goals: state.goals,
      pending: null,
      ...(leaveGoals(options, given) ?? (await hearMessage(state, run))),
    };
  }
  async function hearMessage(state: ClassifyState, run: RunContext<'classify'>): Promise<ClassifyUpdate> {
    const language = languageOf(options.confirmation);
    const context = { now: run.now, zone: options.zone, confirmation: options.confirmation, language };
    const settled = settle(options, state, context);
    const flowOf = (intent: string) => options.intents.get(intent)?.flow ?? null;
    const acts = (intent: string) => options.intents.get(intent)?.acts ?? false;
    const changes = (intent: string) => options.intents.get(intent)?.changes ?? false;
    const reader = { ...options, flowOf, acts, changes, valuesIn: valuesIn(options, context) };
    const recorded = async (update: ClassifyUpdate) => {
      await recordDeclined(update, actions(run.tenant), run);
      return noted(update, run);
    };
    const further = await wishesBeside(reader, state, { classifier, context, run }, settled);
    if (further) return recorded(withFurther(options, state, further, context));
    if ('update' in settled) return recorded(settled.update);
    const foreign = await otherLanguage(options, state);
    if (foreign) return foreign;
    const reading = await readWishes(reader, state, classifier, run);
    const understood = noted(decide(options, state, settled, reading), run);
    const decided = likelyBeside(options, state, understood, reading);
    return { intent: reading.main, ...decided, lost: lostReadings(reading, decided) };
  }
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
  const update = sayAside(options, state) ?? sayNothing(options, state) ?? leaveGoals(options, state);
  if (update) return { update };
  if (pending?.kind !== 'which-intent') {
    const answer = withCorrection(options, state, readPending(text, state, options, context), context.now);
    if (answer.kind === 'settled' || answer.kind === 'held') return { update: answer.update };
    return { ...turn, answer, chosen: null };
  }
  const chosen = readChosenIntent(text, pending, options);
  if (chosen?.kind === 'neither') return { update: unsure(options, state, null) };
  // A bare number chooses one of the two; it is no order number.
  if (chosen?.outright)
    return {
      update: beginChosen(options, state, pending, [wishFor(chosen.name, text)], { ...turn, bare: true }),
    };
  return { ...turn, answer: { kind: 'none' }, chosen: chosen?.name ?? null };
}

function decide(
  options: ClassifyOptions,
  state: ClassifyState,
  heard: Heard,
  reading: MessageIntents,
): ClassifyUpdate {
  const { pending } = state;
  if (pending?.kind === 'model-question') return answerToModel(options, state, reading, heard.context);
  const offered = pending?.kind === 'which-intent' ? pending : null;
  const wanted = offered ? offeredAndMeant(options, offered, heard, reading) : [];
  if (offered && wanted.length > 0)
    return beginChosen(options, state, offered, wanted, { ...heard, bare: false });
  const asks = heard.answer.kind === 'none' && !onlyGives(state.text, languageOf(options.confirmation));
  const likely = asks ? likelyToAsk(options, state, reading) : null;
  const left = { intent: { ...reading.main, name: UNKNOWN_INTENT, certified: false } };
  if (likely) return { ...left, ...unsure(options, state, { offered: likely, opening: heard }) };
  const again = offered && { offered: offered.intents, opening: offered.opening };
  const meant = saidOutright(options, state, reading.wishes, heard.context);
  return meant ?? beginOrAsk(options, state, heard, reading) ?? unsure(options, state, again);
}

/** Begins the wishes over their thresholds; null if the agent must ask. */
function beginOrAsk(
  options: ClassifyOptions,
  state: ClassifyState,
  heard: Heard,
  { main, wishes: read, rest }: MessageIntents,
): ClassifyUpdate | null {
  const { answer, turn_id, text, context } = heard;
  // "Credit card" at an open question asks for no article.
  const wishes = answer.kind === 'none' ? read : read.filter((wish) => !isStatement(options, wish));
  const current = currentGoal(state.goals)?.intent;
  const clear = answer.kind === 'none' || isClear(main.guesses[0]?.confidence);
  const others = wishesElsewhere(options, answer, text, wishes);
  const elsewhere = others
    .filter(({ intent }) => intent !== current && (clear || intent !== main.name))
    .filter(({ intent }) => options.intents.get(intent)?.acts || !answersShown(options, state));
  if (answer.kind === 'weak' && elsewhere.length === 0) return answer.update;
  const wanted = elsewhere.length > 0 ? elsewhere : answer.kind === 'none' ? wishes : [];
  if (wanted.length > 0)
    return {
      reading: 'intent',
      ...begin(options, state, wanted, {
        turn_id,
        rest: wishes.length > 1 ? rest : text,
        context,
      }),
    };
  if (answer.kind === 'not-understood') return answer.update;
  return isForModel(options, state, main)
    ? {
        commands: [bareCommand('unclear', text)],
        reading: 'continue',
        pending: null,
        goals: withLikely(options, state, main.guesses),
      }
    : null;
}

/** True of a yes or a no to a shown action with more words, which is no question about something else. */
const answersShown = ({ confirmation }: ClassifyOptions, { pending, text }: ClassifyState): boolean =>
  pending?.kind === 'confirm' && !text.includes('?') && firstAnswer(text, confirmation) !== null;

const isClear = (confidence = 0) => confidence >= INTERRUPT_THRESHOLD;

/** The wishes of a message whose first is one of the two offered intents; else none. */
function offeredAndMeant(
  { choices }: ClassifyOptions,
  { intents }: WhichIntent,
  { chosen, text }: Heard,
  { main, wishes }: MessageIntents,
): readonly Wish[] {
  // A word of an offer is no choice if the whole message clearly asks for something: "book it" alone resembles nothing.
  const [best] = main.guesses;
  const isClearWish = isClear(best?.confidence) && wishes.length > 0 && choices.has(best?.name ?? '');
  const isWish = chosen === null || isClearWish;
  const wanted = isWish ? wishes : [wishFor(chosen, text)];
  return intents.some((name) => name === wanted[0]?.intent) ? wanted : [];
}
