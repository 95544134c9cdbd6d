import type { Slot } from '../../core/flow.ts';
import type { Session } from '../../core/session.ts';
import { own } from '../../core/values/own.ts';
import type { ReadContext, ReadSlot } from '../read-slot.ts';
import { readValues } from '../read-values.ts';
import { attest } from './attest.ts';
import { isSupposed } from './read-quote.ts';

/** The words of one message of the customer. */
export interface SaidWords {
  readonly turn_id: string;
  readonly text: string;
}

/** The session with what the words say of attested slots, and those that were read from the first of them. */
export interface Attested {
  readonly session: Session;
  readonly said: readonly { readonly slot: string; readonly read: ReadSlot }[];
}

/**
 * Reads attested slots from the customer's words, the newest first. The newest message replaces what an earlier one
 * said; older ones only fill what nothing else does.
 */
export function attestSaid(
  before: Session,
  [newest, ...older]: readonly SaidWords[],
  slots: ReadonlyMap<string, Slot>,
  context: ReadContext,
): Attested {
  if (!newest || slots.size === 0) return { session: before, said: [] };
  const said = readIn(newest, slots, before, context);
  let session = withRead(before, said, slots, newest.turn_id);
  for (const words of older) {
    const unset = new Map([...slots].filter(([name]) => own(session.slots, name) === undefined));
    session = withRead(session, readIn(words, unset, session, context), unset, words.turn_id);
  }
  return { session, said };
}

function readIn(
  { text }: SaidWords,
  slots: ReadonlyMap<string, Slot>,
  session: Session,
  context: ReadContext,
): Attested['said'] {
  const known = Object.fromEntries(Object.entries(session.slots).map(([name, { value }]) => [name, value]));
  const values = readValues(text, slots, { ...context, slots: known });
  return [...values].flatMap(([slot, read]) => (isSupposed(text, read, context) ? [] : [{ slot, read }]));
}

function withRead(
  session: Session,
  said: Attested['said'],
  slots: ReadonlyMap<string, Slot>,
  turnId: string,
): Session {
  return said.reduce((kept, { slot, read }) => {
    const declared = slots.get(slot);
    return declared ? attest(kept, slot, declared, read, turnId) : kept;
  }, session);
}
