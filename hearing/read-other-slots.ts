import type { Slot } from '../core/flow.ts';
import type { Session } from '../core/session.ts';
import type { NodeState } from '../core/state.ts';
import { own } from '../core/values/own.ts';
import { attest } from './attest.ts';
import type { FlowReach } from './flow-slots.ts';
import { type ReadSlot, readUnasked } from './read-slot.ts';

type HeardState = Pick<NodeState, 'turn_id' | 'session' | 'flows'>;

/** What a message was asked for, and the words that answered it. */
interface Taken {
  readonly slots: readonly string[];
  readonly span: string;
}

/** Slots that a message fills though nobody asked for them. */
export interface OtherSlots {
  readonly flows: NodeState['flows'];
  readonly session: Session;
  /** The message says hardly more than that, or that it puts something right, so it is about nothing else. */
  readonly onlyThat: boolean;
}

/** So much of a message is a value for the message to be only that. */
const MOST = 0.6;
/** What people write who put something right, unless it is in a question. */
const PUTS_RIGHT =
  /\b(?:i mean|i meant|correction|typo|mistyped|wrong (?:number|code|order|address|one)|not (?:that|this) one|should (?:be|have been))\b/i;

/** Slots of the open business that nobody asks for now: said in passing, or said differently than before. */
export function readOtherSlots(
  text: string,
  state: HeardState,
  reaches: ReadonlyMap<string, FlowReach>,
  taken: Taken | null,
): OtherSlots | null {
  const frame = state.flows.at(-1);
  const reach = frame && reaches.get(frame.flow);
  if (!frame || !reach) return null;
  const found = [...reach.slots].flatMap(([name, slot]) => {
    const read = readBeside(text, name, slot, taken);
    return read && JSON.stringify(read.value) !== JSON.stringify(own(frame.slots, name))
      ? [{ name, slot, read }]
      : [];
  });
  if (found.length === 0) return null;
  const said = Object.fromEntries(found.map(({ name, read }) => [name, read.value]));
  return {
    flows: [...state.flows.slice(0, -1), { ...frame, slots: { ...frame.slots, ...said } }],
    session: found.reduce(
      (session, { name, slot, read }) => attest(session, name, slot, read, state.turn_id),
      state.session,
    ),
    onlyThat: found.some(({ slot, read }) => slot.pattern !== undefined && isOnly(read.span, text)),
  };
}

function isOnly(span: string, text: string): boolean {
  if (!text.includes('?') && PUTS_RIGHT.test(text)) return true;
  return span.trim().length >= text.trim().length * MOST;
}

/** The same words are not the answer to two questions. */
function readBeside(text: string, name: string, slot: Slot, taken: Taken | null): ReadSlot | null {
  const read = taken?.slots.includes(name) ? null : readUnasked(text, slot);
  return slot.pattern !== undefined && read?.span === taken?.span ? null : read;
}
