import type { Span } from '../../core/span.ts';

/** One more noun behind the same words: "orders" of "the address linked to my account and orders". */
export interface SharedNoun {
  /** The place of the joint and the noun. */
  readonly span: Span;
  /** The noun with its own words: "recent orders". */
  readonly said: string;
  /** The request with this noun in the place of the one before it. */
  readonly asked: string;
}

const OWNER = '(?:my|the|our|a|an|his|her|their)';
/** A noun, with one word before it at most. */
const NOUN = String.raw`(?:\p{L}[\p{L}'’-]*\s)?\p{L}[\p{L}'’-]{2,}`;
/** The end of what is named: no word of a sentence of its own follows. */
const END = String.raw`(?=\s*(?:$|[.,;:!?])|\s(?:is|are|for|of|in|on|to|from|with|at|that|please|too|as|if|correct|right)\b)`;
/** The same, as short as it can be. */
const SHORT_NOUN = NOUN.replace(`)?`, `)??`);
const PAIR = new RegExp(
  String.raw`(?<before>\b\p{L}+\s)?\b(?<owner>${OWNER})\s(?<first>${NOUN})\s(?<joint>and|plus|as well as)\s(?:also\s)?(?<again>${OWNER}\s)?(?<second>${SHORT_NOUN})${END}`,
  'giu',
);
/** A message that is two nouns and nothing else: "bag and insurance". */
const NOUNS_ONLY = new RegExp(
  String.raw`^(?<first>${NOUN})\s(?<joint>and|plus|as well as)\s(?<second>${SHORT_NOUN})(?:[\s,]+please)?[\s.!?]*$`,
  'iu',
);
/** Words before an owner that say what of the two is asked about. */
const BELONGS = /^(?:on|for|of|in|to|with|from)\s$/i;
/** Words that are no noun, or begin a sentence. */
const OTHER =
  /^(?:i|we|you|it|he|she|they|this|that|these|those|there|what|when|where|why|who|how|if|then|now|also|not|is|are|was|were|have|has|had|do|does|did|can|could|will|would|need|needs|want|wants|get|got|see|let|please|both|one|two|another|other|others|all|more|some|any|me|him|her|them|us|myself)\b/i;
/** So many characters of a request are looked at. */
const LOOKED_AT = 300;

/**
 * The nouns of a request that share all its other words with the noun before them. One with an owner of its own begins
 * a sentence as a rule, so it counts only where the two belong to what is asked about: "the address on my account and my
 * order".
 */
export function sharedNouns(request: string): readonly SharedNoun[] {
  const text = request.slice(0, LOOKED_AT);
  const { first = '', second = '' } = NOUNS_ONLY.exec(text)?.groups ?? {};
  if (isNounsOnly(request))
    return [{ span: { from: first.length + 1, to: request.length }, said: second, asked: second }];
  return [...text.matchAll(PAIR)].flatMap((match) => {
    const { before = '', owner = '', first = '', again = '', second = '' } = match.groups ?? {};
    if (OTHER.test(second) || OTHER.test(first) || (again !== '' && !BELONGS.test(before))) return [];
    const from = match.index + before.length + owner.length + 1;
    const to = match.index + match[0].length;
    const asked = `${request.slice(0, from)}${second}${request.slice(to)}`;
    return [{ span: { from: from + first.length + 1, to }, said: `${again}${second}`, asked }];
  });
}

/** True if a text is two nouns and nothing else. */
export function isNounsOnly(request: string): boolean {
  const { first, second } = (request.length <= LOOKED_AT ? NOUNS_ONLY.exec(request)?.groups : null) ?? {};
  return first !== undefined && second !== undefined && !OTHER.test(first) && !OTHER.test(second);
}
