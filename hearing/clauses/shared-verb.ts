import { isRequestVerb } from './clause-form.ts';

const DETERMINER = /^(?:my|the|our|this|that|an?|another|his|her|their)$/i;
/** The end of a request that names nothing. */
const END = /(?: (?:if (?:needed|possible|necessary)|please|too|as well|now|today))+$/i;
/** Words of a sentence with a verb of its own. */
const VERB =
  /\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|should|must|may|might|needs?|not|never|came|went|broke|got|fell|left|lost|sent|said|made|took|gave|bought|paid|kept|says|keeps|comes)\b|n['’]t\b|\p{L}{2}ed\b/iu;
/** Somebody at the end of a request: "a flight for me and my wife" has two passengers. */
const PERSON = /\b(?:me|us|him|her|them|myself)$/i;
const LONGEST = 8;
const WORD = /[\p{L}\p{N}'’#@._-]+/gu;

/** The words of a request up to its verb, if the verb's object follows: "can you update" of "can you update my address". */
export function verbOf(said: string): string | null {
  const words = PERSON.test(said) ? [] : [...said.matchAll(WORD)];
  const at = words.findIndex(([word], index) => {
    const next = words[index + 1]?.[0].toLowerCase() === 'both' ? words[index + 2] : words[index + 1];
    return isRequestVerb(word.toLowerCase()) && DETERMINER.test(next?.[0] ?? '');
  });
  const verb = words[at];
  return verb ? said.slice(0, verb.index + verb[0].length) : null;
}

/** One more object of a verb as a request: "the address of my order" with "update". Null if it is a sentence. */
export function withVerb(verb: string | null, said: string): string | null {
  const words = said.match(WORD) ?? [];
  if (verb === null || words.length > LONGEST || !DETERMINER.test(words[0] ?? '')) return null;
  const named = words
    .map((word) => word.replace(/(?<!\.)\.+$/, ''))
    .join(' ')
    .replace(END, '');
  return VERB.test(named) ? null : `${verb} ${named}`;
}
