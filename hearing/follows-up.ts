import { plainWords } from './plain-words.ts';

const LEADS = /^(?:and|but|so|ok(?:ay)? and|what about|how about)\b/;
const QUESTION =
  /\?|^(?:and|but|so|ok(?:ay)? and) (?:who|what|when|where|why|how|which|do|does|is|are|can|will)\b/i;
/** A longer question says itself what it is about. */
const LONGEST = 60;

/** True for a question that depends on the one before it: "and how much does that cost?". */
export const followsUp = (text: string): boolean =>
  text.length <= LONGEST && QUESTION.test(text.trim()) && LEADS.test(plainWords(text));
