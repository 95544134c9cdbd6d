/** A question about the conversation itself, which interrupts nothing. */
export type Aside = 'why' | 'bot' | 'howLong';

const PATTERNS: readonly (readonly [Aside, RegExp])[] = [
  [
    'why',
    /^(?:but |and |ok(?:ay)? |sorry )*(?:why(?: on earth)? (?:do|would|should|must|are|is) (?:you|i|we|it|that|this)\b.{0,40}\b(?:need|ask|want|know|give|tell|necessary|required|important)\b.{0,30}?|why (?:is|do) (?:that|this|it)\b.{0,20}|what (?:do you need|is) (?:that|this|it) for|what for|why|for what)[\s?!.]*$/i,
  ],
  [
    'bot',
    /^(?:so |hey |wait |sorry |hello )*(?:are|r) (?:you|u|i (?:talking|speaking|chatting) (?:to|with))\b.{0,30}\b(?:bot|robot|human|person|real|machine|ai|computer|chatbot|automated)\b.{0,20}$|^is this (?:a|an) (?:bot|robot|machine|ai|human|person|real person|computer|chatbot)\b.{0,10}$/i,
  ],
  [
    'howLong',
    /^(?:and |but |so )*how (?:long|much time) (?:does|will|is|do) (?:this|that|it|you)\b.{0,20}(?:take|last|be|going to take)?[\s?!.]*$/i,
  ],
];

/** The longest message that is read as a question of this kind. */
const LONGEST = 120;

/** Reads a question about the conversation: "why do you need that?", "are you a bot?". */
export function readAside(text: string): Aside | null {
  const said = text.trim();
  if (said.length > LONGEST) return null;
  return PATTERNS.find(([, pattern]) => pattern.test(said))?.[0] ?? null;
}
