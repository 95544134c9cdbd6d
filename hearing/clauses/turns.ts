/** Words at the beginning of a message that set it against what was said before. */
const LEAD =
  /^(?:(?:no|oh|ok|okay|sorry|well|wait|hm+|um+)[\s,.]+)*(?:actually|rather|on second thoughts?|scratch that|(?:i(?:['’]ve| have)? )?changed my mind)[\s,.:;–—-]+(?:and|but|so)?\b\s*/i;
/** The same at its end. */
const TAIL = /\b(?:instead|rather|actually)\s*(?:[.!?]+\s*)?$/i;
const SHORTEST = 2;

/**
 * A message without the words that only set it against what was said before: "actually, I want to return it instead"
 * asks for what "I want to return it" asks for.
 */
export function withoutTurn(text: string): string {
  const said = text.trim().replace(LEAD, '').replace(TAIL, '').trim();
  return said.split(/\s+/).length >= SHORTEST && said !== text.trim() ? said : text;
}
