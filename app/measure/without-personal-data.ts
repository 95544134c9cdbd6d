import { overlaps, type Span } from '../../core/span.ts';
import { readAddresses } from '../../hearing/values/read-addresses.ts';
import { readEmails } from '../../hearing/values/read-emails.ts';
import { readNames } from '../../hearing/values/read-names.ts';
import { readPhones } from '../../hearing/values/read-phones.ts';

/** Codes and long numbers: orders, reservations, cards, zip codes. */
const CODE = /(?=[A-Z]*\d)[A-Z\d]{6,}|[A-Za-z]?\d{4,}/g;

/**
 * A customer's message with other values of the same form in the place of e-mail addresses, phone numbers, addresses,
 * names, codes and long numbers, so that it still reads like a message.
 */
export function withoutPersonalData(text: string): string {
  const found = [
    ...readEmails(text).map(({ span }) => ({ span, by: 'someone@example.com' })),
    ...readAddresses(text).map(({ span }) => ({ span, by: '1 Main Street, Springfield, IL 62701' })),
    ...readPhones(text, { country: 'US', asked: false }).map(({ span }) => ({ span, by: '(212) 555-0100' })),
    ...readNames(text, { asked: false }).map(({ span }) => ({ span, by: 'Alex Smith' })),
    ...[...text.matchAll(CODE)].map((match) => ({
      span: { from: match.index, to: match.index + match[0].length },
      by: likeCode(match[0]),
    })),
  ];
  let out = '';
  let from = 0;
  for (const { span, by } of apart(found)) {
    out += text.slice(from, span.from) + by;
    from = span.to;
  }
  return out + text.slice(from);
}

interface Replaced {
  readonly span: Span;
  readonly by: string;
}

/** Of values that share words the first stays; in the order of the text. */
function apart(values: readonly Replaced[]): readonly Replaced[] {
  const kept: Replaced[] = [];
  for (const value of values) if (!kept.some(({ span }) => overlaps(span, value.span))) kept.push(value);
  return kept.toSorted((one, other) => one.span.from - other.span.from);
}

/** A code of the same form: `W12345` for `W90210`. */
function likeCode(code: string): string {
  const letter = code.length > 1 && !/\d/.test(code[0] ?? '') ? 1 : 0;
  return (
    code.slice(0, letter) +
    [...code.slice(letter)]
      .map((sign, index) => (/\d/.test(sign) ? String((index + 1) % 10) : 'ABCDEFGHJK'[index % 10]))
      .join('')
  );
}
