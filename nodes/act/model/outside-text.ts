/** A sign that could open or close a tag: of our fences, or of a role in a chat template. */
const OPENING = /[<＜﹤](?=[\s\p{Cf}]*[\p{L}/／|｜!?[])/gu;
/** The marks of roles in templates without tags. */
const ROLE = /\[(?=\/?INST\])/gi;

/** Text of customers, articles and tools for a model: nothing in it opens or closes a fence or a role. */
export const outsideText = (text: string): string => text.replace(OPENING, '‹').replace(ROLE, '(');
