import type { Span } from '../../core/span.ts';
import { type Address, STREET_LINE } from './read-addresses.ts';

/** An address with a part put right, and the words of that part. */
export interface AmendedAddress {
  readonly address: Address;
  readonly span: Span;
}

type Part = 'address1' | 'address2' | 'city' | 'zip';

const PARTS: readonly (readonly [Part, RegExp])[] = [
  ['address2', /\b(?:apt|apartment|suite|ste|unit|floor)\.?\s*(?:number\s*)?#?\s*\d[\p{L}\d-]{0,5}\b/iu],
  ['address1', STREET_LINE],
  [
    'city',
    /(?<=\b(?:city|town)\b[^\p{Lu}\d]{0,30}\b(?:is|be|to)\s)\p{Lu}[\p{L}'’-]*(?:\s\p{Lu}[\p{L}'’-]*){0,3}(?=(?:[\s,]+(?:please|instead|thanks))?[\s.!]*$)/u,
  ],
  ['zip', /(?<=\bzip(?:\s*code)?\b\D{0,20})\b\d{5}\b/iu],
];
/** All that may stand beside the part. Any other word may change what is meant. */
const BESIDE =
  /^(?:\s|[.,;:!#-]|\b(?:yes|yep|yeah|ok|okay|no|nope|wait|sorry|oh|but|actually|please|thanks|it|is|it's|its|the|my|at|to|should|must|to|needs|be|has|with|add|make|an?|zip|code|number|street|address|correct|right|wrong|incorrect|mistake|typo|i|i've|forgot|forgotten|missed|apartment|apt|unit|city|town|meant|mean|instead|change|fix|update|that's|this|that)\b)*$/iu;

const WRONG = /\b(?:wrong|incorrect|mistake|typo)\b/i;
/** A wrong part, before the right one: "wrong zip, should be 97302". */
const WRONG_BEFORE = /\b(?:wrong|incorrect|mistake|typo)\b[^,;:.!]{0,40}(?:[,;:.!]|\b(?:should|must)\b)/i;

/** True if words beside a value call it wrong: "apt 5 is wrong", "wrong zip 97302". */
const isCalledWrong = (before: string, after: string): boolean =>
  WRONG.test(after) || (WRONG.test(before) && !WRONG_BEFORE.test(before));

/** Reads a correction of one part of an address: "but apt 5", "no, the zip is 97302". Null if the message says more. */
export function amendAddress(text: string, address: Address): AmendedAddress | null {
  const found = PARTS.flatMap(([part, pattern]) => {
    const match = pattern.exec(text);
    return match ? [{ part, said: match[0], from: match.index }] : [];
  });
  const [only, more] = found;
  if (!only || more || text.includes('?')) return null;
  const { part, said, from } = only;
  const span = { from, to: from + said.length };
  const [before, after] = [text.slice(0, from), text.slice(span.to)];
  if (!BESIDE.test(`${before} ${after}`) || isCalledWrong(before, after)) return null;
  return address[part] === said ? null : { address: { ...address, [part]: said }, span };
}
