/** The author of a decision, as the door knows them. */
export interface Principal {
  /** `operator`: authenticated. `unverified`: a name that was given. `program`: no person, as in a replay. */
  readonly kind: 'operator' | 'unverified' | 'program';
  readonly id: string;
}

/** A principal from an unchecked name. */
export const unverified = (id: string): Principal => ({ kind: 'unverified', id });
