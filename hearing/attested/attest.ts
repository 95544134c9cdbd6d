import type { Slot } from '../../core/flow.ts';
import type { Session } from '../../core/session.ts';
import type { ReadSlot } from '../read-slot.ts';

/** Records an attested slot in the session, with the customer's words. Ignores other slots. */
export function attest(
  session: Session,
  name: string,
  slot: Slot,
  read: Pick<ReadSlot, 'value' | 'span'>,
  turnId: string,
): Session {
  if (!slot.attested) return session;
  return {
    ...session,
    slots: { ...session.slots, [name]: { value: read.value, span: read.span, turn_id: turnId } },
  };
}
