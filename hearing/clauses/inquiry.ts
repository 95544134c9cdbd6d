import type { IntentGuess } from '../../core/intent.ts';
import { GREETING, LOOK_VERBS, QUESTION, REQUEST_NOUNS, REQUEST_VERBS } from './english.ts';

/** Words before the verb of a polite request: "can you please help me check". */
const LEAD =
  /^(?:(?:and|also|but|so|then|please|kindly|just|first|second|(?:can|could|would|will) (?:you|we|i)|(?:i|we)(?:['’]?d| would| just)* (?:want|like|need|love|wanna)(?: to)?|to|help me(?: to)?|(?:i['’]?m|i am) (?:trying|looking|hoping|wondering)(?: to)?|is it possible to)[\s,]+)+/i;
/** Words of what could be done, or of another place or thing. */
const COULD =
  /\b(?:can|could|may|might|should|would|possible|able|allowed|instead|different|another|other|new|wrong)\b/i;
/** A question whether something is right. */
const IS_RIGHT = /\b(?:is|are|was|were)(?: it| they)?(?: still| all)? (?:correct|right|wrong)\b/gi;
/** A question about what was done. */
const PAST = /^(?:did|was|were|has|had) /i;
const LOOKS = /^(?:if|whether)\b/i;

/** True if a text only asks how something is: "can you check which address it was sent to". A change is no such thing. */
export function isInquiry(text: string): boolean {
  const said = text.trim().replace(GREETING, '').replace(LEAD, '').replace(IS_RIGHT, 'is so');
  if (PAST.test(said)) return true;
  const words = said.toLowerCase().match(/[\p{L}'’]+/gu) ?? [];
  const [first = ''] = words;
  const asks = LOOK_VERBS.has(first) || LOOKS.test(said) || QUESTION.test(said);
  return asks && !COULD.test(said) && !words.some(isChange);
}

/** True for the verb or the noun of something to be done. */
function isChange(word: string): boolean {
  const stem = word.endsWith('ing') ? word.slice(0, -3) : word;
  const bases = [word, stem, `${stem}e`, stem.replace(/(.)\1$/, '$1')];
  return REQUEST_NOUNS.has(word) || bases.some((base) => REQUEST_VERBS.has(base) && !LOOK_VERBS.has(base));
}

/** The least confidence that an inquiry leaves for what it can mean. */
const LEFT = 0.1;

/** The guesses for a text, without intents that change something if it only inquires. */
export function guessesFor(
  text: string,
  guesses: readonly IntentGuess[],
  changes: (intent: string) => boolean,
): readonly IntentGuess[] {
  if (!changes(guesses[0]?.name ?? '') || !isInquiry(text)) return guesses;
  const left = guesses.filter(({ name }) => !changes(name));
  const sum = left.reduce((total, { confidence }) => total + confidence, 0);
  const share = sum < LEFT ? 1 : 1 / Math.max(sum, Number.EPSILON);
  return left.map(({ name, confidence }) => ({ name, confidence: confidence * share }));
}
