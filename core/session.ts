import type { Json, JsonObject } from './values/json.ts';

/** A slot's value from the customer, with the words that it was read from. */
export interface AttestedSlot {
  readonly value: Json;
  /** The customer's words. */
  readonly span: string;
  readonly turn_id: string;
}

/** The trusted data of a thread: the customer and the attested slots. A model never writes it. */
export interface Session {
  /** It never changes after it is set. */
  readonly customer_id: string | null;
  /** The means of identification: `token`, or the name of the tool. */
  readonly identified_by: string | null;
  readonly identification_attempts: number;
  readonly slots: { readonly [name: string]: AttestedSlot };
}

/** A session without customer and slots. */
export const EMPTY_SESSION: Session = {
  customer_id: null,
  identified_by: null,
  identification_attempts: 0,
  slots: {},
};

/**
 * The session for rules: flat, with the customer's id under the agent's own name for it.
 *
 * `user_confirmed` is true after a yes to exactly the judged action.
 */
export function sessionFacts(session: Session, as: string, confirmed: boolean): JsonObject {
  const slots = Object.fromEntries(Object.entries(session.slots).map(([name, slot]) => [name, slot.value]));
  return { ...slots, [as]: session.customer_id, user_confirmed: confirmed };
}
