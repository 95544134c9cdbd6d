import type { Sentence } from '../claims/sentences.ts';
import type { TellingValue } from '../claims/telling-values.ts';
import { type AmountEntry, isMisplaced } from './amount-entries.ts';

/** The amounts of the grounds, by what they are. */
export interface KnownAmounts {
  readonly entries: readonly AmountEntry[];
  /** Of records and texts. */
  readonly stated: ReadonlySet<string>;
  /** Differences of variants, and sums and differences of the amounts that the reply shows. */
  readonly workedOut: ReadonlySet<string>;
  /** Sums of a field over a list of a record. */
  readonly totals: ReadonlySet<string>;
  /** The prices of several flights together. */
  readonly trips: readonly AmountEntry[];
}

const PRICE = /(?:price|priced at|costs?)(?: (?:for|of) this option)?(?: is| was|:)? *(?:now |at |of )?$/;
const DIFFERENCE = /difference(?: (?:of|is|will be|would be|was)|:) *$/;
const NO_PRICE = /(?:differ|total|refund).*#|# ?(?:less|cheaper|lower|more|higher)\b/;
const LESS = /\b(?:less|cheaper|lower|fewer)(?: expensive)? than\b/;
const AT_MOST = /\b(?:within|under|below|up to)\b/;
const MORE = /\b(?:more(?: expensive)?|higher|greater) than\b|\bexceed(?:s|ing)?\b|\babove\b/;
/** Where an amount is worked out, only a code can place it at the wrong record. */
const WORKED_OUT =
  /differ|total|refund|\bless\b|\bmore\b|charge|sum\b|balance|together|sav(?:e|ing)|additional|compensation|budget|upgrad|higher|lower|exactly|payment/i;

/** Where it is for several, it is a multiple. */
const SEVERAL = /\b(?:two|three|four|five|both|each|per|all)\b/i;

const EACH = /\b(?:per|each)\b/i;

/** The reason why an amount cannot be what the words around it say; null if it can. */
export function amountRoleFault(
  sentence: Sentence,
  amounts: readonly TellingValue[],
  index: number,
  known: KnownAmounts,
): string | null {
  const amount = amounts[index];
  if (amount === undefined) return null;
  const { text, span } = sentence;
  const from = amount.span.from - span.from;
  const previous = amounts[index - 1];
  const start = previous === undefined ? 0 : previous.span.to - span.from;
  const before = plain(text.slice(Math.max(0, from - 80), from));
  const { form } = amount;
  const rest = text.slice(amount.span.to - span.from);
  if (PRICE.test(before) && !NO_PRICE.test(`${before}#${plain(rest)}`) && !known.stated.has(form))
    return `${amount.text} is the price of nothing`;
  if (DIFFERENCE.test(before) && isPrice(form, known)) return `${amount.text} is no difference of two prices`;
  if (
    previous !== undefined &&
    !EACH.test(text) &&
    !isOrdered(plain(text.slice(start, from)), previous, amount)
  )
    return `${previous.text} and ${amount.text} are compared wrongly`;
  const after = /^[*_ ]*\([^)]{0,200}\)/.exec(rest)?.[0] ?? '';
  const beside = amounts.length === 1 ? text : `${text.slice(start, from)} ${after}`;
  if (SEVERAL.test(text)) return null;
  return isMisplaced(form, beside, known.entries, WORKED_OUT.test(text))
    ? `${amount.text} stands with something else`
    : null;
}

/** True if the amount is of named things alone: no payment, and no difference. */
function isPrice(form: string, { entries, workedOut }: KnownAmounts): boolean {
  const owners = entries.filter(({ amount }) => amount === form);
  return owners.length > 0 && owners.every(({ name }) => name !== null) && !workedOut.has(form);
}

const plain = (text: string) => text.toLowerCase().replace(/[*_`]+/g, '');

function isOrdered(between: string, { form: one }: TellingValue, { form: other }: TellingValue): boolean {
  // "$10 more than" is the difference itself.
  if (/^ ?(?:less|cheaper|lower|fewer|more|higher|greater)\b/.test(between)) return true;
  if (LESS.test(between)) return Number(one) < Number(other);
  if (AT_MOST.test(between)) return Number(one) <= Number(other);
  return !MORE.test(between) || Number(one) > Number(other);
}
