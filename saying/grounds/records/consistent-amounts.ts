import type { AmountMention } from '../../claims/amount-mentions.ts';

/**
 * True if the amounts of one sentence come to each other as it says: the total is the sum of the others, the difference
 * that of the other two. Then it cannot be in the place of one of them.
 */
export function areConsistent(amounts: readonly Mention[], pair: readonly Mention[]): boolean {
  if (amounts.length < 3 || amounts.length > MOST) return false;
  return amounts.some((amount, index) => {
    const { form, role } = amount;
    // The parts of a sum can stand in each other's place all the same.
    if (!pair.includes(amount)) return false;
    const others = amounts.filter((_, at) => at !== index).map((one) => cents(one.form));
    if (role === 'total') return others.reduce((sum, each) => sum + each, 0) === cents(form);
    const [one = 0, other = 0] = others;
    return role === 'change' && others.length === 2 && Math.abs(one - other) === cents(form);
  });
}

type Mention = Pick<AmountMention, 'form' | 'role'>;

const MOST = 8;
const cents = (form: string) => Math.round(Number(form) * 100);
