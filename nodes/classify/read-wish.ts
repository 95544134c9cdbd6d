import type { Slot } from '../../core/flow.ts';
import { type FlowFrame, newFrame, referencesOf } from '../../core/flow-memory.ts';
import { type Goal, MOST_RECENT } from '../../core/goal.ts';
import type { Session } from '../../core/session.ts';
import { type Span, withoutSpans } from '../../core/span.ts';
import type { Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { attest } from '../../hearing/attested/attest.ts';
import type { FlowReach } from '../../hearing/flow-slots.ts';
import { withWishes } from '../../hearing/lists/with-wishes.ts';
import type { ReadContext, ReadSlot } from '../../hearing/read-slot.ts';
import { competingValues, readValues } from '../../hearing/read-values.ts';
import { isReference, referencesIn, refersBack } from '../../hearing/references.ts';
import type { Wish } from '../../hearing/wishes/wish.ts';

/** The customer's message beside its wishes. `rest`: the words that belong to none of them alone. */
export interface HeardTurn {
  readonly turn_id: string;
  readonly rest: string;
  readonly context: ReadContext;
}

/** A slot that a wish fills, with its words. */
export interface SaidSlot {
  readonly slot: string;
  readonly read: ReadSlot;
}

/** The goals of a wish, and the slots that it fills. `lost`: values whose words another value explains better. */
interface ReadGoals {
  readonly goals: readonly Goal[];
  readonly session: Session;
  readonly said: readonly SaidSlot[];
  readonly lost: readonly SaidSlot[];
}

/** A wish with the flow that does it; null for a model. */
interface DeclaredWish {
  readonly wish: Wish;
  readonly flow: string | null;
  readonly slots: FlowReach['slots'];
}

/** The thread's knowledge beside the message. */
interface KnownBefore {
  readonly session: Session;
  /** References that "it" can mean. */
  readonly recent: readonly string[];
  /** The goal under way that the wish names again. */
  readonly before: Goal | undefined;
  /** The goal whose place the wish takes. */
  readonly replaced: Goal | undefined;
}

/**
 * The goals of one wish, with every slot of its flow that its words fill, or else the rest of the message: one goal
 * for each value of a reference.
 */
export function readWish(
  { wish, flow, slots }: DeclaredWish,
  known: KnownBefore,
  { turn_id, rest, context }: HeardTurn,
): ReadGoals {
  const { before } = known;
  const goal: Goal = {
    intent: wish.intent,
    since_turn: turn_id,
    flow: null,
    approved: before?.approved ?? null,
  };
  if (flow === null) return { goals: [goal], session: known.session, said: [], lost: [] };
  const lists = { ...before?.flow?.slots };
  const { found: own, lost } = competingValues(wish.text, slots, { ...context, slots: lists });
  // A list goes on in the other words of the message.
  const said = Object.fromEntries([...own].map(([key, { value }]) => [key, value]));
  const others = readValues(rest, slots, { ...context, slots: { ...lists, ...said } });
  const further = [...others].filter(([key]) => slots.get(key)?.many);
  const values = new Map([...others, ...own, ...further]);
  const opening = openingOf(wish, known, [...own.values()], [...others.values()]);
  let frame = before?.flow ? withWishes(before.flow, opening, slots, context) : newFrame(flow, opening);
  if (wish.unsure) frame = { ...frame, unsure: wish.text };
  let { session } = known;
  const filled: SaidSlot[] = [];
  for (const [key, slot] of slots) {
    const read = values.get(key);
    const value = read?.value ?? carried(known, wish, key, slot, { frame, context });
    if (value === undefined) continue;
    frame = withSlot(frame, key, value);
    filled.push({ slot: key, read: read ?? { value, span: '', from: 0, to: 0 } });
    if (read) session = attest(session, key, slot, read, turn_id);
  }
  const references = severalReferences(wish, slots, { found: own, context });
  const frames = references.length > 0 ? references.map((each) => withSlot(frame, ...each)) : [frame];
  return {
    goals: frames.map((each) => ({ ...goal, flow: each })),
    session,
    said: [...filled, ...references.slice(1).map(saidReference)],
    lost: lost.map(([slot, read]) => ({ slot, read })),
  };
}

/** The words from which lists are chosen later: without those that are values already. */
function openingOf(
  { text, background = '' }: Wish,
  { replaced }: KnownBefore,
  values: readonly ReadSlot[],
  others: readonly ReadSlot[],
): string {
  const own =
    `${withoutSpans(text, values.flatMap(wordsOf)).trim()}\n${withoutSpans(background, others.flatMap(wordsOf)).trim()}`.trim();
  return replaced?.flow ? `${replaced.flow.opening}\n${own}` : own;
}

/** The words of a value; those of a list may stand apart. */
const wordsOf = (read: ReadSlot): readonly Span[] => read.words ?? [read];

const withSlot = (frame: FlowFrame, key: string, value: Json): FlowFrame => ({
  ...frame,
  slots: { ...frame.slots, [key]: value },
});

/** The values of the first slot that the wish gives several references for; none if there is no such slot. */
function severalReferences(
  { text }: Wish,
  slots: FlowReach['slots'],
  { found, context }: { readonly found: ReadonlyMap<string, ReadSlot>; readonly context: ReadContext },
): readonly (readonly [string, Json])[] {
  for (const [key, slot] of slots) {
    // Of "Liam Thomas 85049, my new address is …, AZ 85050", the second code belongs to the address.
    const taken = [...found].flatMap(([name, read]) => (name === key ? [] : [read]));
    const values = isReference(slot) && !slot.of ? referencesIn(text, slot, { ...context, taken }) : [];
    if (values.length > 1) return values.map((value) => [key, value]);
  }
  return [];
}

const saidReference = ([slot, value]: readonly [string, Json]): SaidSlot => {
  const span = String(value);
  return { slot, read: { value, span, from: 0, to: span.length } };
};

/** A value said earlier: of the goal that this one replaces, or of what "it" refers to. */
function carried(
  { recent, replaced }: KnownBefore,
  { text }: Wish,
  key: string,
  slot: Slot,
  { frame, context }: { readonly frame: FlowFrame; readonly context: ReadContext },
): Json | undefined {
  if (own(frame.slots, key) !== undefined) return undefined;
  const earlier = own(replaced?.flow?.slots, key);
  if (earlier !== undefined) return earlier;
  if (!isReference(slot) || !(replaced || refersBack(text, context.language))) return undefined;
  const said = replaced?.flow ? referencesOf(replaced.flow, MOST_RECENT) : recent;
  const [only, ...others] = new Set(said.flatMap((each) => referencesIn(each, slot, context)));
  return others.length > 0 ? undefined : only;
}
