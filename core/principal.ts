/** Who decides, as the door that they came through knows them. */
export interface Principal {
  /** `operator`: authenticated. `unverified`: a name that was given. `program`: no person, as in a replay. */
  readonly kind: 'operator' | 'unverified' | 'program';
  readonly id: string;
}

/** A name that somebody gave and nobody checked. */
export const unverified = (id: string): Principal => ({ kind: 'unverified', id });
