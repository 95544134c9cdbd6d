import type { Slot } from '../../core/flow.ts';
import type { FlowFrame } from '../../core/flow-memory.ts';
import { withFlow } from '../../core/goal.ts';
import { withoutSpans } from '../../core/span.ts';
import { attest } from '../../hearing/attested/attest.ts';
import { bareCommand, slotCommand } from '../../hearing/commands/make-commands.ts';
import { heardToo } from '../../hearing/heard-too.ts';
import { withWishes } from '../../hearing/lists/with-wishes.ts';
import { narrowedChoice } from '../../hearing/mentions/narrow-choice.ts';
import { readOtherSlots } from '../../hearing/read-other-slots.ts';
import type { ReadContext, ReadSlot } from '../../hearing/read-slot.ts';
import type { ReadTime } from '../../hearing/values/value-reader.ts';
import { sayBegun } from '../../saying/say-goals.ts';
import { eachAsGoal, severalRecords } from './answer-several.ts';
import type { PendingOptions, PendingState, PendingUpdate } from './pending-options.ts';

/** The options with the turn's clock. */
export interface TimedOptions extends PendingOptions {
  readonly time: ReadTime;
}

/**
 * The meaning of a message as an answer to the open question.
 *
 * `settled`: an answer; nothing else is read. `weak`: an answer unless the message has a clear other intent.
 * `not-understood`: no answer; the update asks again or calls a person. `held`: so too, and no other intent is read.
 */
export type Answer =
  | { readonly kind: 'settled'; readonly update: PendingUpdate }
  | { readonly kind: 'weak'; readonly update: PendingUpdate }
  | { readonly kind: 'not-understood' | 'held'; readonly update: PendingUpdate }
  | { readonly kind: 'none' };

/** An answer to the question for a slot of the flow under way. */
export interface Answered {
  readonly frame: FlowFrame;
  readonly key: string;
  readonly slot: Slot;
  readonly read: ReadSlot;
}

/** The goals with an answer in its slot, and with all else that the message says for the flow. */
export function answered(text: string, state: PendingState, options: TimedOptions, answer: Answered): Answer {
  const { frame, key, slot, read } = answer;
  // Words about one thing of several say nothing of the next.
  const isOfList = slot.type === 'option' && !slot.from?.attributes && !key.includes('@');
  const opening = isOfList ? heardToo(frame.opening, text) : frame.opening;
  const slots = { ...frame.slots, [key]: read.value };
  const memory = { ...frame, opening, slots };
  const declared = options.reach.get(frame.flow)?.slots;
  const isTyped = slot.type !== 'text' && slot.type !== 'option';
  const heard = isTyped
    ? withWishes(memory, withoutSpans(text, read.words ?? [read]), declared, options.time)
    : memory;
  const goals = withFlow(state.goals, heard);
  const session = attest(state.session, baseName(key), slot, read, state.turn_id);
  const name = baseName(key);
  const spans = isTyped ? (read.words ?? [read]) : [];
  const others = readOtherSlots(
    text,
    { ...state, goals, session },
    options.reach,
    { slot: name, spans },
    contextOf(options),
  );
  const kind = slot.type === 'option' ? 'pick' : 'set';
  const update: PendingUpdate = {
    commands: [slotCommand(kind, name, read, text), ...(others?.commands ?? [])],
    reading: 'answer',
    pending: null,
    goals: others?.goals ?? goals,
    session: others?.session ?? session,
  };
  // Free text fits every message, so the message may still have another intent.
  return { kind: slot.type === 'text' ? 'weak' : 'settled', update };
}

/** "Both": the current goal goes on with the first record, and each other one is a goal that follows. Null if it is not that. */
export function answeredEach(
  text: string,
  state: PendingState,
  options: TimedOptions,
  of: Omit<Answered, 'read'>,
): Answer | null {
  const { pending } = state;
  const single = of.slot.type === 'option' && pending?.kind === 'question' && !pending.many;
  const records =
    single &&
    !of.key.includes('@') &&
    severalRecords(text, pending.options, state.goals, options.time.language);
  if (!records) return null;
  const [first, ...others] = records.map(({ element }) => element);
  const read = { value: first ?? null, span: text, from: 0, to: text.length };
  const answer = answered(text, state, options, { ...of, read });
  if (answer.kind !== 'settled') return null;
  const goals = eachAsGoal(answer.update.goals ?? state.goals, of.key, others);
  const begun = goals.filter((goal) => !state.goals.includes(goal)).toReversed();
  const said = sayBegun(begun, false, options.says, options.about);
  return { kind: 'settled', update: { ...answer.update, goals, ...(said ? { spoken: [said] } : {}) } };
}

/** The clock and words by which a message is read. */
export const contextOf = ({ time, confirmation }: TimedOptions): ReadContext => ({ ...time, confirmation });

/** The same question about fewer options. Null if the answer narrows nothing. */
export function askedOfFewer(
  text: string,
  state: PendingState,
  { frame, key, slot }: Omit<Answered, 'read'>,
): Answer | null {
  const { pending } = state;
  const narrowed =
    slot.type === 'option' && pending?.kind === 'question' && narrowedChoice(text, frame, key, pending);
  if (!narrowed) return null;
  const commands = [bareCommand('unclear', text)];
  return {
    kind: 'settled',
    update: { commands, reading: 'answer', pending: null, goals: withFlow(state.goals, narrowed) },
  };
}

/** A slot's name without the number of its element. */
export const baseName = (key: string) => key.replace(/@.*$/, '');
