import type { Json, JsonObject } from './values/json.ts';

/** A slot's value said by the customer, with the words it was read from. */
export interface AttestedSlot {
  readonly value: Json;
  /** The customer's words. */
  readonly span: string;
  readonly turn_id: string;
}

/** What is trusted about a thread: who is there and what they attested. Never written by a model. */
export interface Session {
  /** Fixed once set. */
  readonly customer_id: string | null;
  /** How the customer was identified: `token`, or the name of the identification tool. */
  readonly identified_by: string | null;
  readonly identification_attempts: number;
  readonly slots: { readonly [name: string]: AttestedSlot };
}

/** A session in which nothing is known. */
export const EMPTY_SESSION: Session = {
  customer_id: null,
  identified_by: null,
  identification_attempts: 0,
  slots: {},
};

/**
 * The session as rules read it: flat, with the customer's id under the agent's own name for it.
 *
 * `user_confirmed` is a yes to exactly the action being judged.
 */
export function sessionFacts(session: Session, as: string, confirmed: boolean): JsonObject {
  const slots = Object.fromEntries(Object.entries(session.slots).map(([name, slot]) => [name, slot.value]));
  return { ...slots, [as]: session.customer_id, user_confirmed: confirmed };
}
