import { refuse } from '../../shared/refuse.ts';
import type { Reservation, User } from './shapes.ts';

/** The price of a bag over the allowance, in cents. */
export const BAG_CENTS = 5000;

const CABIN_BAGS = { basic_economy: 0, economy: 1, business: 2 } as const;
const MEMBER_BAGS = { regular: 0, silver: 1, gold: 2 } as const;

/** The checked bags that a reservation carries free, for all its passengers together. */
export function freeBags(
  { membership }: Pick<User, 'membership'>,
  { cabin, passengers }: { readonly cabin: Reservation['cabin']; readonly passengers: readonly unknown[] },
): number {
  return (CABIN_BAGS[cabin] + MEMBER_BAGS[membership]) * passengers.length;
}

/** Refuses a number of bags to pay that does not follow from the allowance. */
export function requireAllowance(
  user: User,
  bags: Pick<Reservation, 'cabin' | 'passengers' | 'total_baggages' | 'nonfree_baggages'>,
): void {
  const due = Math.max(0, bags.total_baggages - freeBags(user, bags));
  if (bags.nonfree_baggages !== due)
    refuse(`of ${bags.total_baggages} bags ${due} cost money, not ${bags.nonfree_baggages}`);
}
