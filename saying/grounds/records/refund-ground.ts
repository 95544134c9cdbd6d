import type { Json } from '../../../core/values/json.ts';
import type { Fields, Thing } from './things.ts';

/** Money is said to have come back. */
const CAME_BACK =
  /\b(?:has|have|was|were|had)(?: (?:already|now|just|also|fully|since|both|all))* (?:been (?:already |fully |now )?)?(?:refunded|reimbursed|credited back)\b|\b(?:went back|has landed|is back on)\b/;
const OPEN =
  /\b(?:if|once|when|until|unless|can|could|would|will|may|should|not|no|never|after|as soon as)\b|\?$/;

/**
 * The reason why a plain sentence that tells of a refund is false: the records keep their payments, and it is not among
 * them. Null if it is, or where no record keeps any.
 */
export function refundFault(plain: string, things: readonly Thing[]): string | null {
  if (!CAME_BACK.test(plain) || OPEN.test(plain)) return null;
  const keeping = things.filter(({ code, fields }) => code !== null && paymentsOf(fields) !== null);
  const named = keeping.filter(({ code }) => plain.includes(code?.toLowerCase() ?? ''));
  const meant = named.length > 0 ? named : keeping;
  if (meant.length === 0 || meant.some(({ fields }) => (paymentsOf(fields) ?? []).some(isRefund)))
    return null;
  return 'no refund is among its payments';
}

/** The list of a record in which each element has an amount. */
function paymentsOf(fields: Fields): readonly Fields[] | null {
  for (const [key, value] of Object.entries(fields))
    if (/payment/.test(key) && Array.isArray(value) && value.length > 0 && value.every(hasAmount))
      return value as readonly Fields[];
  return null;
}

const hasAmount = (value: Json) =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && 'amount' in value;

const isRefund = (payment: Fields) =>
  Number(payment['amount']) < 0 || Object.values(payment).some((value) => /refund/.test(String(value)));
