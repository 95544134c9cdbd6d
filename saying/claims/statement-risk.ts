/** The kind of a statement that must be so in a record or an article. */
export type StatementKind = 'policy' | 'terms' | 'promise' | 'record';

/** Permissions and duties, with the verb after them. */
export const MODAL =
  /\b(?:can|may|must|have to|has to|need to be|allowed to|permitted to|able to|eligible for|entitled to|possible to|required to|only be)(?: not| only| still| no longer| also| always| never| then| even){0,3} (?:be )?(\p{L}+)/u;
const POLICY =
  /\b(?:can|may|must|have to|has to|allowed|permitted|eligible|entitled|polic(?:y|ies)|required|requires?|possible|always|never|fine|okay|accepted|accept|welcome)\b/;
/** Offers, prices and limits. */
const TERMS =
  /\b(?:free|charges?|fees?|warrant(?:y|ies)|guaranteed?s?|discounts?|vouchers?|credits?|compensations?|coupons?|bonus|points|(?:non-)?refundable|within|up to|at least|at most|minimum|maximum|days?|hours?|weeks?|months?|years?|percent|covered|covers?|insured|members?|only|every|all)\b|%/;
const FUTURE =
  /\b(?:will|shall|going to|gets?|arrives?|comes?|is coming|ships?|is shipping|receives?|expect|expected|soon|shortly)\b/;
const RECORD =
  /\b(?:is|are|was|were|has|have|holds?|contains?|includes?|belongs?|because|since|due to|ordered|placed|paid|costs?|weighs?|comes?|failed|looks?|says?|shows?)\b/;

const LEADS =
  /^(?:(?:yes|no|no problem|ok|okay|sure|great|perfect|good news|thanks|thank you|alright|all right|certainly|of course|absolutely|hi|hello|first|now|then|also|so|and|but|however|alternatively|unfortunately|additionally|meanwhile|therefore|as a result|in this case|currently|otherwise)\b[^,.!:]{0,20}[,.!:] ?){1,4}/;
/** A statement that is told as seen or thought is one all the same. */
const REPORTED =
  /^(?:i (?:can )?(?:see|found|understand|believe|think|noticed|confirm|am sorry to (?:say|tell you)|regret)(?: that)?|it (?:seems|appears|looks)(?: that| like)?|please note(?: that)?|note(?: that)?|this means(?: that)?) (?=\p{L})/u;
/** Sentences of the talk itself: offers of help, requests, thanks, and what the agent needs or looks up. */
const TALK =
  /^(?:please\b|let me\b|let us\b|feel free\b|thanks?\b|you are (?:always )?welcome|welcome|safe travels|take care|sorry|i am sorry|i apologi[sz]e|apologies|how can i|i (?:can|may|will|would|could|am|need|see|hope|want|wish|appreciate|recommend|suggest|do)\b|we (?:can|could|need)\b|to (?:confirm|proceed|get|start|begin|assist|help|clarify|summari[sz]e|determine|check|find)\b|here (?:is|are)\b|would you|could you|can you|do you|is there|are there|shall i|may i|for (?:example|instance)\b|you (?:would|want|asked|mentioned|said|wish|may want|can (?:provide|share|tell|give|let|choose|also (?:provide|share|tell|give|choose)|ask (?:me|us)|contact (?:me|us)|reach|find|check))\b|(?:they|this|that|it) (?:will|would) (?:be able to )?(?:help|assist|allow)\b)/;
/** A line of data: "color: blue, size: m". Its values are checked. */
const DATA = /^[^.!?]{1,40}:\s|:$/;

/** The plain sentence without its lead and without "I see that". */
export function statementIn(plain: string): string {
  return plain.replace(LEADS, '').replace(CONDITION, '').replace(REPORTED, '').trim();
}

/** A condition before its main clause; without a main clause after a comma it asks or offers. */
const CONDITION =
  /^(?:if|once|when|whenever|after|as soon as|should you)\b(?:[^,]{1,200}, (?:then )?|[^,]*$)/;

/** True if a plain sentence only keeps the talk going. */
export const isTalk = (plain: string): boolean => TALK.test(plain);

/** The kind of a plain statement that must have a ground; null if it states nothing of the business. */
export function statementRisk(plain: string): StatementKind | null {
  if (isTalk(plain) || DATA.test(plain)) return null;
  if (POLICY.test(plain)) return 'policy';
  if (TERMS.test(plain)) return 'terms';
  if (FUTURE.test(plain)) return 'promise';
  return RECORD.test(plain) ? 'record' : null;
}
