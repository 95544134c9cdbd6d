const WHO =
  'colleagues?|supervisor|manager|team|department|specialists?|agents?|representatives?|someone|somebody|staff|they|warehouse|technician|experts?|person|office';
const CONTACT =
  'call|contact|reach|e-?mail|write|text|message|get back|follow up|get in touch|be in touch|look into|review|investigate|process|handle|take care|resolve|refund|notify|inform|let you know';
const THEIRS = new RegExp(
  `\\b(?:${WHO})\\b[^.!?]{0,40}?\\b(?:will|is going to|are going to|shall)\\b(?: \\w+ly| also| then| now| personally| soon){0,2} (?:be )?(?:${CONTACT})`,
);
const OWN =
  /\b(?:i|we)(?: will| shall| am going to| are going to)(?: \w+ly| also| then| now| make sure to){0,2} (?:call|contact|e-?mail|text|notify|inform|follow up|get back|escalate|forward|report|investigate|monitor|compensate|credit|waive|expedite|remind|arrange|send you|keep you|look into|pass|put you|ask|note|add a note|speak to|talk to|reach out|have (?:someone|a colleague|them))\b/;
const CONDITION =
  /\b(?:if|once|when|after|unless|should you|would you like|with your (?:permission|confirmation)|please confirm)\b/;

/** True if a plain sentence promises what a person or a later message must do. */
export function promisesLater(plain: string): boolean {
  return !CONDITION.test(plain) && (THEIRS.test(plain) || OWN.test(plain));
}

const SUBJECT = new RegExp(`^(?:(?:an?|the|our|my|one of our|another) (?:\\w+ ){0,2})?(?:${WHO})\\b`);
const GIVES = /\b(?:refund|credit|waive|compensat|replace|free|guarantee)\w*/;

/** True if a plain sentence only tells that a person sees to it: no money, and nothing given. */
export const tellsOfAPerson = (plain: string): boolean => SUBJECT.test(plain) && !GIVES.test(plain);
