/** Words of a choice that say nothing of later lists. */
const ONLY_THAT =
  /\b(?:first|second|third|fourth|fifth|last|number|option|with|where|containing|that has|includes?|including)\b/i;

/**
 * The words from which later lists are chosen, with those of a choice: "the lamp" names an order and its item, "the one
 * with the lamp" only the order, and a position nothing else.
 */
export const heardToo = (opening: string, text: string) =>
  /\p{L}{4}/u.test(text) && !ONLY_THAT.test(text) ? `${opening}\n${text}` : opening;
