import { isJsonObject, type Json } from '../../core/values/json.ts';

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;
const CARD = /(?<![\p{L}\d])\d(?:[ -]?\d){12,18}(?!\d)/gu;

/** Replaces e-mail addresses and card numbers everywhere in a value, including its keys. */
export function redact<T extends Json>(value: T): T;
export function redact(value: Json): Json {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'number') return isCard(String(value)) ? '[card]' : value;
  if (Array.isArray(value)) return value.map((item: Json) => redact(item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [redactText(key), redact(item)]));
}

function redactText(text: string): string {
  return text.replace(EMAIL, '[e-mail]').replace(CARD, (digits) => (isCard(digits) ? '[card]' : digits));
}

/** True for 13 to 19 digits with a valid check digit (Luhn). */
function isCard(text: string): boolean {
  const digits = text.replace(/[ -]/g, '');
  if (!/^\d{13,19}$/.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, index) => total + weighed(Number(digit), index), 0);
  return sum % 10 === 0;
}

function weighed(digit: number, index: number): number {
  const doubled = index % 2 === 1 ? digit * 2 : digit;
  return doubled > 9 ? doubled - 9 : doubled;
}
