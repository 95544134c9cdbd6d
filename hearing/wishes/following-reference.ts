import type { Wish } from './wish.ts';

/** A record's reference right behind a request: "I want to return an item. Order #W1000002". */
const FOLLOWING =
  /^[\s.,;:!?–-]*(?:(?:for|from|of|on|it['’]?s|that['’]?s|this is|my|the|in)\s+)*(?:order|reservation|booking|number|no\.?|code|id|is|\s)*[:\s]*#?(?=[A-Z]*\d)[A-Z0-9]{5,12}\b/i;

/** So many characters behind a wish are looked at: a pattern over all of a long message could take seconds. */
const LOOKED_AT = 60;

/** The wishes of a message, each with the reference that follows it: it is for that wish, not for the others. */
export function withFollowingReference(text: string, wishes: readonly Wish[]): readonly Wish[] {
  if (wishes.length < 2) return wishes;
  return wishes.map((wish) => {
    const end = Math.max(...wish.spans.map(({ to }) => to));
    const [said] = FOLLOWING.exec(text.slice(end, end + LOOKED_AT)) ?? [];
    const taken = wishes.some(({ spans }) =>
      spans.some(({ from }) => said !== undefined && from >= end && from < end + said.length),
    );
    return said === undefined || taken ? wish : { ...wish, text: `${wish.text}${said}` };
  });
}
