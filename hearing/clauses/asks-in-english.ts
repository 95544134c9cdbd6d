import { GREETING, QUESTION } from './english.ts';

/** Words of a question without its form: "tell me about returns", "return policy". */
const WANTS_TO_KNOW =
  /\b(?:tell me|explain|describe|wonder(?:ing)?|ask (?:if|whether|about)|(?:a|the) (?:price|quote|cost)|(?:want|like|need) to know|know (?:if|whether|how|what|when|where|about)|question|info(?:rmation)?|details|polic(?:y|ies)|rules?|faq)\b/i;

/** True if an English text asks something by its words. "I'd like to use my gift card" does not: it gives a value. */
export const asksInEnglish = (text: string): boolean =>
  QUESTION.test(text.trim().replace(GREETING, '')) || WANTS_TO_KNOW.test(text);
