import { type ReadValue, valueAt } from './value-reader.ts';

/** Letters of other scripts may stand right beside an address, so only those of addresses are read. */
const EMAIL =
  /(?<![A-Za-z0-9._%+-])[\p{Script=Latin}0-9][\p{Script=Latin}\p{M}0-9._%+-]{0,63}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![a-z0-9-])/giu;

/** The e-mail addresses of a message, as written. */
export function readEmails(text: string): readonly ReadValue<string>[] {
  return [...text.matchAll(EMAIL)].map((match) =>
    valueAt(text, match.index, match.index + match[0].length, match[0]),
  );
}
