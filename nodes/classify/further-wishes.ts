import type { LostReading } from '../../core/command.ts';
import { currentFlow, currentGoal } from '../../core/goal.ts';
import type { RunContext } from '../../core/node.ts';
import type { Classifier } from '../../core/ports/classifier.ts';
import { actionWords } from '../../core/tool.ts';
import { own } from '../../core/values/own.ts';
import { firstAnswer } from '../../hearing/answer-lead.ts';
import { type Clause, splitClauses } from '../../hearing/clauses/split-clauses.ts';
import { bareCommand, relocated } from '../../hearing/commands/make-commands.ts';
import { type ReadIntentOptions, readClauses } from '../../hearing/read-intent.ts';
import type { ReadContext } from '../../hearing/read-slot.ts';
import { isReference, referencesIn } from '../../hearing/references.ts';
import type { Wish } from '../../hearing/wishes/wish.ts';
import type { Answer } from './answer-slot.ts';
import { begin } from './begin-wishes.ts';
import type { ClassifyOptions, ClassifyState, ClassifyUpdate } from './classify-options.ts';
import { readPending } from './read-pending.ts';

/** An answer, and the wishes beside it: "the first one, and also cancel #W7". */
export interface FurtherWishes {
  readonly update: ClassifyUpdate;
  readonly wishes: readonly Wish[];
}

interface Hearing {
  readonly classifier: Classifier;
  readonly context: ReadContext;
  readonly run: RunContext<'classify'>;
}

/** Reads wishes beside an answer. Null if there are none. `settled`: the message as an answer. */
export async function wishesBeside(
  options: ClassifyOptions & ReadIntentOptions,
  state: ClassifyState,
  hearing: Hearing,
  settled: { readonly answer: Answer } | { readonly update: ClassifyUpdate },
): Promise<FurtherWishes | null> {
  const { pending, text } = state;
  const reading = 'update' in settled ? settled.update.reading : 'unclear';
  const isOpen = reading === 'unclear';
  if (pending?.kind !== 'confirm') return isOpen ? null : besideAnswer(options, state, hearing);
  if (isOpen && firstAnswer(text, options.confirmation) === 'affirm')
    return besideYes(options, state, hearing);
  // A value may be read as a correction of what is not wanted at all.
  return isOpen || reading === 'answer' ? besideNo(options, state, hearing) : null;
}

/** The rest of the message must still be the answer. */
async function besideAnswer(
  options: ClassifyOptions & ReadIntentOptions,
  state: ClassifyState,
  hearing: Hearing,
): Promise<FurtherWishes | null> {
  const { pending, text } = state;
  if (pending?.kind !== 'question' && pending?.kind !== 'yes-no') return null;
  const { wishes, rest, lost } = await requestsIn(options, state, hearing);
  const answer =
    wishes.length === 0 || rest === '' ? null : readPending(rest, state, options, hearing.context);
  if (answer?.kind !== 'settled') return null;
  const { update } = answer;
  return { update: { ...update, commands: relocated(update.commands, rest, text), lost }, wishes };
}

/**
 * Reads what is wanted too, beside a yes to a shown action: "yes, and cancel #W7 as well". That is no consent: the
 * action is shown again, with what the rest of the message changes, and the wishes come after it.
 */
async function besideYes(
  options: ClassifyOptions & ReadIntentOptions,
  state: ClassifyState,
  hearing: Hearing,
): Promise<FurtherWishes | null> {
  const { text } = state;
  const { wishes, rest, lost } = await requestsIn(options, state, hearing, ({ joins }) => joins === 'also');
  const commands = [bareCommand('unclear', text)];
  const shownAgain = { reading: 'answer', pending: null } as const;
  if (wishes.length === 0) {
    const another = oneMore(options, state, hearing.context);
    return another && { update: { ...shownAgain, commands, lost }, wishes: [another] };
  }
  const answer = rest === '' ? null : readPending(rest, state, options, hearing.context);
  if (!answer || !('update' in answer) || answer.update.reading !== 'answer')
    return { update: { ...shownAgain, commands, lost }, wishes };
  const { update } = answer;
  return { update: { ...update, commands: relocated(update.commands, rest, text), lost }, wishes };
}

/** Words that deny: what stands beside them is not wanted. */
const DENIES = /\b(?:no|not|never|nor|neither|without|dont|doesnt|wont|cant)\b|n['’]t\b/i;
/** Those that deny the action in its own words. A bare no may come before its correction. */
const DENIES_ACTION = /\b(?:not|never|dont)\b|n['’]t\b/i;
/** The least confidence of a wish that is asked about. */
const LIKELY = 0.5;

/**
 * Reads what is wanted instead, beside a no to a shown action: "no, don't cancel it, change its address". Null unless the
 * rest of the message is such a no.
 */
async function besideNo(
  options: ClassifyOptions & ReadIntentOptions,
  state: ClassifyState,
  hearing: Hearing,
): Promise<FurtherWishes | null> {
  const { text } = state;
  if (!DENIES_ACTION.test(text)) return null;
  const isWanted = ({ text: said }: Clause) => !DENIES.test(said);
  const { wishes: sure, lost } = await requestsIn(options, state, hearing, isWanted);
  const wishes = sure.length > 0 ? sure : likelyIn(text, lost, options);
  const rest = wishes.reduce((left, { text: own }) => left.replace(own, ' '), text).trim();
  if (wishes.length === 0 || !DENIES_ACTION.test(rest)) return null;
  const answer = readPending(rest, state, options, hearing.context);
  if (answer.kind !== 'settled' || answer.update.reading !== 'declined') return null;
  const { update } = answer;
  return { update: { ...update, commands: relocated(update.commands, rest, text), lost }, wishes };
}

/** The first request that is likely and not sure: the customer is asked about it. */
function likelyIn(
  text: string,
  lost: readonly LostReading[],
  { intents, choices }: Pick<ClassifyOptions, 'intents' | 'choices'>,
): readonly Wish[] {
  for (const { of, parts, confidence } of lost) {
    const [from, to] = parts[0] ?? [0, 0];
    const said = text.slice(from, to);
    const intent = of ?? '';
    if (confidence < LIKELY || !intents.get(intent)?.acts || !choices.has(intent) || DENIES.test(said))
      continue;
    return [{ intent, text: said, joins: 'also', spans: [{ from, to }], confidence, unsure: true }];
  }
  return [];
}

/** The wish for the same with another record: "yes, and #W7 as well". Null if it is not that. */
function oneMore(
  { reach, tools }: ClassifyOptions,
  { goals, pending, text }: ClassifyState,
  context: ReadContext,
): Wish | null {
  const frame = currentFlow(goals);
  const slots = [...(reach.get(frame?.flow ?? '')?.slots ?? [])];
  const names = slots.some(
    ([key, slot]) =>
      isReference(slot) &&
      referencesIn(text, slot, context).some((value) => value !== own(frame?.slots, key)),
  );
  const action = pending?.kind === 'confirm' ? pending.proposal.action.name : '';
  const { verbs } = actionWords(action, tools.get(action));
  const clauses = splitClauses(text);
  const isSame = clauses.every(
    ({ form, text: said }) => form !== 'request' || verbs.some((verb) => said.toLowerCase().includes(verb)),
  );
  if (!names || !isSame || !clauses.some(({ joins }) => joins === 'also')) return null;
  const intent = currentGoal(goals)?.intent ?? '';
  return { intent, text, joins: 'also', spans: [{ from: 0, to: text.length }], confidence: 1 };
}

/** An answer, and wishes beside it that come after what is under way. */
export function withFurther(
  options: ClassifyOptions,
  state: ClassifyState,
  { update, wishes }: FurtherWishes,
  context: ReadContext,
): ClassifyUpdate {
  const { turn_id } = state;
  const begun = begin(options, { ...state, ...update }, wishes, { turn_id, rest: '', context });
  return {
    ...update,
    ...begun,
    commands: [...update.commands, ...begun.commands],
    lost: [...(update.lost ?? []), ...(begun.lost ?? [])],
    reading: update.reading ?? 'answer',
  };
}

/** The requests of a message for something else than what is under way, and the rest of it. */
async function requestsIn(
  options: ClassifyOptions & ReadIntentOptions,
  { goals, text }: ClassifyState,
  { classifier, run }: Hearing,
  isWanted: (clause: Clause) => boolean = () => true,
) {
  const current = currentGoal(goals)?.intent;
  const split = splitClauses(text, () => options.valuesIn(text, current ?? ''));
  const { clauses, lost } = await readClauses(split, { ...options, reports: false }, classifier, run.signal);
  const wanted = clauses
    .filter(({ clause }) => clause.form === 'request' && isWanted(clause))
    .filter(({ name }) => options.intents.get(name)?.acts)
    .filter(({ clause, name }) => name !== current || clause.joins === 'also');
  const wishes = wanted.map(
    ({ clause, name, confidence }): Wish => ({
      intent: name,
      text: clause.text,
      joins: 'also',
      spans: [clause.span],
      confidence,
    }),
  );
  const rest = wishes.reduce((left, { text: own }) => left.replace(own, ' '), text).trim();
  return { wishes, rest, lost };
}
