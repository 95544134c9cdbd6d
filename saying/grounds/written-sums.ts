import type { TellingValue } from '../claims/telling-values.ts';

/** The signs before an amount and between two of them, with a remark in brackets before them. */
const SIGN = /^[*_ ]*(?:\([^)]{0,80}\) ?)?([-+−–=×])[*_ ]*[+-]?[*_ ]*$/;

/** The amount at which a sum that is written out, such as "$5 - $3 = $2", comes to something else; null if none does. */
export function wrongSum(text: string, amounts: readonly TellingValue[]): TellingValue | null {
  let sum = { total: 0, terms: 0 };
  for (const [index, amount] of amounts.entries()) {
    const sign = signBefore(text, amounts[index - 1], amount);
    if (sign === '=' && sum.terms > 1 && Math.abs(sum.total) !== cents(amount)) return amount;
    const goesOn = sign !== null && '+-−–'.includes(sign);
    sum = goesOn
      ? { total: sum.total + (sign === '+' ? 1 : -1) * cents(amount), terms: sum.terms + 1 }
      : { total: cents(amount), terms: 1 };
  }
  return null;
}

function signBefore(text: string, before: TellingValue | undefined, { span }: TellingValue): string | null {
  const between = before === undefined ? '' : text.slice(before.span.to, span.from).slice(0, 100);
  return SIGN.exec(between)?.[1] ?? null;
}

const cents = ({ form }: TellingValue) => Math.round(Number(form) * 100);
