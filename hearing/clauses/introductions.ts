import type { Span } from '../../core/span.ts';
import { readEmails } from '../values/read-emails.ts';
import { readNames } from '../values/read-names.ts';

/** Words around the name or e-mail address of somebody who says who they are. */
const AROUND: ReadonlySet<string> = new Set(
  `hi hello hey hiya there all team good morning afternoon evening day this is its it i im am me my the name names full
  email mail address e zip postal code here and for account under from again ok okay sure yes sorry`
    .split(/\s+/)
    .filter(Boolean),
);
/** The place and zip code behind a name. */
const BEHIND =
  /^(?:\s+here\b)?(?:,?\s+(?:from|in)(?:\s+\p{L}[\p{L}.]*){1,3}?(?=,?\s+\d{5}))?[\s,.;:-]*(?:(?:and\s+)?(?:my\s+|the\s+)?(?:zip|postal)(?:\s?code)?(?:\s+is|['’]s)?:?\s*)?\d{5}(?![\p{L}\d])|^\s+here\b/iu;
const ZIP_ONLY = /^\W*(?:(?:my |the )?zip(?: code)?(?: is)?:? )?\d{5}\W*$/i;
const LONGEST = 2_000;

/** The spans of who the customer is: names with their zip codes, e-mail addresses. */
function identities(text: string): readonly Span[] {
  const names = readNames(text, { asked: false }).map(({ span }) => ({
    from: span.from,
    to: span.to + (BEHIND.exec(text.slice(span.to))?.[0].length ?? 0),
  }));
  const emails = readEmails(text).map(({ span }) => span);
  return [...names, ...emails].toSorted((one, other) => one.from - other.from);
}

/** True if all of a message says who the customer is: "hi, it's Liam Thomas, 85049". */
export function onlyIntroduces(text: string): boolean {
  if (ZIP_ONLY.test(text)) return true;
  return text.length > 0 && text.length <= LONGEST && introduced(text) === text.length;
}

/** A message without the words at its beginning, or the sentence at its end, that say who the customer is. */
export function withoutIntroduction(text: string): string {
  if (text.length > LONGEST) return text;
  const asked = text.slice(introduced(text));
  const end = /(?<=[.!?;\n])\s*[^.!?;\n][^!?;\n]*$/.exec(asked);
  const kept = end && onlyIntroduces(end[0]) ? asked.slice(0, end.index) : asked;
  return /\p{L}/u.test(kept) ? kept.trim() : text;
}

/** The end of the introduction at a text's beginning; 0 if there is none. */
function introduced(text: string): number {
  let end = 0;
  let at = 0;
  for (const { from, to } of identities(text)) {
    if (from < at) continue;
    if (!isAround(text.slice(at, from))) return end;
    at = to;
    end = to + (/^[\s,.;:!)–—-]*/.exec(text.slice(to))?.[0].length ?? 0);
  }
  return end > 0 && isAround(text.slice(end)) ? text.length : end;
}

const isAround = (words: string): boolean =>
  (
    words
      .toLowerCase()
      .replaceAll(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).every((word) => AROUND.has(word));
