import type { AmountMention } from '../claims/amount-mentions.ts';
import type { AmountFact } from './amount-facts.ts';

/**
 * The amount that the customer's words and the records are mixed up in: a price that nobody but the customer said, or
 * "your budget of …" with an amount that the customer did not say. Null if there is none.
 */
export function wishedAmount(
  mentions: readonly AmountMention[],
  facts: ReadonlyMap<string, readonly AmountFact[]>,
  said: ReadonlySet<string>,
): AmountMention | null {
  const isMixedUp = ({ form, role, near }: AmountMention): boolean => {
    const known = facts.get(form) ?? [];
    if (role === 'limit') return near.has('budget') && !said.has(form);
    return role === 'price' && known.length > 0 && known.every(({ kind }) => kind === 'said');
  };
  return mentions.find(isMixedUp) ?? null;
}
