import type { Span } from '../../core/span.ts';

const CORRECTION =
  /\b(?:i mean|i meant|correction|typo|mistyped|wrong (?:number|code|order|address|one)|not (?:that|this) one|should (?:be|have been))\b/i;
/** "Not that, I meant the lamp". "I meant to ask" begins a question. */
const ANOTHER = /\b(?:i meant?\b|should be\b|not (?:that|this)(?: one)?[,.;:–—-]+)(?! to\b)/i;

/** The words of a correction; null if there are none. */
export function correctionIn(text: string): Span | null {
  const match = CORRECTION.exec(text);
  return match && { from: match.index, to: match.index + match[0].length };
}

/**
 * The message without all but the words that name what was meant instead, each at its place. Null if there are none,
 * and in a question.
 */
export function meantInstead(text: string): string | null {
  const match = text.includes('?') ? null : ANOTHER.exec(text);
  if (!match) return null;
  const from = match.index + match[0].length;
  const [said = ''] = /^[^.,;:!\n]*/.exec(text.slice(from)) ?? [];
  return said.trim() === '' ? null : ' '.repeat(from) + said;
}
