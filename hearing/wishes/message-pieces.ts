import { type Span, withoutSpans } from '../../core/span.ts';
import { announces } from '../clauses/announcements.ts';
import { onlyGives } from '../clauses/clause-form.ts';
import { ALSO } from '../clauses/english.ts';
import { isNounsOnly, type SharedNoun, sharedNouns } from '../clauses/shared-noun.ts';
import { verbOf, withVerb } from '../clauses/shared-verb.ts';
import { type Clause, splitClauses } from '../clauses/split-clauses.ts';

/** A part of a message that may ask for something of its own. */
export interface Piece {
  readonly span: Span;
  readonly text: string;
  /**
   * `request`: in the form of a wish or question. `added`: a report that is joined to what was said before it.
   * `shared`: one more thing that the verb before it is said of. `background`: a report that may say why something is
   * asked for.
   */
  readonly form: 'request' | 'added' | 'shared' | 'background';
  /** The piece as a whole request: "update my order address" for "my order address". */
  readonly asked: string;
  /** True if it is added to the piece before it and understood without it: it names what it is about. */
  readonly alone: boolean;
}

/** A joint behind which another sentence begins: "and my other package never came", "oh and you charged me twice". */
const JOINT =
  /(?<!\s)[,;.]?\s+(?:oh\s+|by the way,?\s+|btw,?\s+)*(?:and|plus|also|but|oh|btw|by the way|as well as)\s+(?:also\s+)?(?=(?:my|the|this|that|another|you|your|one|i|we|it|they|need|want|get|got|to|what|where|if)\b)|;\s*/gi;
/** A sentence about something that was not spoken of before, or that adds to what was said. */
const ADDS = /\b(?:other|another|second|different|btw|by the way)\b|^if\b/i;
/** A sentence that goes on about the thing before it: "it arrived broken". */
const SAME_THING = /^(?:it|they|them|this|that|these|those|which|who|i only|i just|i really|we only)\b/i;
const LEAD = /^(?:(?:and|plus|but|also|oh|btw|by the way|as well as|then|so|too)[\s,]+)+/i;
/** A question about the request itself: "can we start with that?", "is that possible?". */
const ABOUT_THE_REQUEST =
  /^(?:please\s+)?(?:(?:can|could|would|will|may|should)\s+(?:you|we|i|someone|it|that|this)(?:\s+please)?|is|are|let['’]?s|please)\s+(?:(?:both|these|those|this|that|it|them|all|of|the|my|a|an|one|two|what|about|for|going|on|requests?|things?|order|reservation|issue|problem|at|same|time|once|help|me|us|with|start|begin|check|handle|fix|find|tell|talk|look|into|do|be|done|sort|out|see|take|care|assist|possible|okay|ok|or|not|first|now|today|here|please|['’]s|what['’]?s)(?:[\s,]+|[?.!]*$))+$/i;
/** The end of such a question, about what stays as it is. */
const WITHOUT = /\bwithout\s.*$/is;
const isAboutRequest = (said: string) => ABOUT_THE_REQUEST.test(said.replace(WITHOUT, ''));
/** Words that ask for nothing by themselves: "how can I proceed with that?", "no, that is not what I want". */
const EMPTY = new Set(
  `a about all am and any anything are asked be but can can't cannot could do does done don't for from go going had have
  help how i i'd i'm if in is isn't it it's just know like looking me mean meant my need no not now of ok okay on one or
  please proceed question questions request right said should so sorry tell than that that's the then there these they
  thing things this those to up us want wanted was wasn't we well were what what's will with would wrong yes you your
  assist advise continue further forward move`.split(/\s+/),
);
const isEmpty = (said: string) =>
  (said.toLowerCase().match(/[\p{L}'’]+/gu) ?? []).every((word) => EMPTY.has(word.replace('’', "'")));
/** They do it, and nobody else: "I'll rebook it myself". */
const THEMSELVES = /(?<!\b(?:about|by|for|of|to|with)\s)\bmyself\b/i;
/** The beginning of words about something that stays as it is: "keep the hiking gear". */
const LEAVES = /^(?:please\s+)?(?:keep|leave)\b/i;
/** A report needs a subject, a verb and something said of it. */
const SHORTEST = 4;

/** A word for something that was named before. */
const REFERS_BACK = /\b(?:it|them|this|that|these|those|one|ones)\b/i;

/** The pieces of a message in its order. Where nothing has the form of a request, the first report is one. */
export function messagePieces(text: string, values: () => readonly Span[]): readonly Piece[] {
  const parts = splitClauses(text, values)
    .flatMap((clause) => partsOf(text, clause, values))
    .flatMap((part) => withNouns(part, values))
    .filter(({ said, shared }) => shared !== null || said.split(/\s+/).length >= 2)
    .filter(({ said }) => !isAboutRequest(said) && !isEmpty(said) && !LEAVES.test(said))
    .filter(({ said }) => said.includes('?') || !THEMSELVES.test(said))
    .filter(({ said }, at, all) => all[at + 1]?.joined !== false || !announces(said));
  const first = Math.max(
    parts.findIndex(({ asks }) => asks),
    0,
  );
  const formOf = (part: Part, at: number) =>
    part.asks || at === first ? 'request' : at > first && isAdded(part, values) ? 'added' : 'background';
  return parts.map((part, at) => ({
    span: part.span,
    text: part.alone ?? part.said,
    form: part.shared ? 'shared' : formOf(part, at),
    asked: part.shared ?? part.alone ?? part.said,
    alone: part.joined && !REFERS_BACK.test(part.said) && part.said.split(/\s+/).length > SHORTEST,
  }));
}

interface Part {
  readonly span: Span;
  /** Without the words that join it to the part before it. */
  readonly said: string;
  readonly asks: boolean;
  /** True if its words have the form of a request, whatever they go on about. */
  readonly inForm: boolean;
  readonly joined: boolean;
  /** The verb before it and what it names, if it is no sentence of its own. */
  readonly shared: string | null;
  /** Without the further nouns that are parts of their own; null if it has none. */
  readonly alone: string | null;
}

function partsOf(text: string, clause: Clause, values: () => readonly Span[]): readonly Part[] {
  let lead: string | null = null;
  return cutAtJoints(text, clause.span, values).map((span, index) => {
    const whole = text.slice(span.from, span.to);
    const said = whole.replace(LEAD, '');
    const own = said === clause.text ? clause : splitClauses(said)[0];
    const shared = withVerb(lead, said);
    const inForm = own?.form === 'request';
    const asks = !shared && inForm && (said.includes('?') || !SAME_THING.test(said));
    if (!shared) lead = verbOf(said);
    return { span, said, asks, joined: index > 0 || said !== whole, shared, alone: null, inForm };
  });
}

/** A request, and its further nouns as parts of their own. */
function withNouns(part: Part, values: () => readonly Span[]): readonly Part[] {
  const start = part.span.to - part.said.length;
  const isFree = ({ span }: SharedNoun) =>
    !values().some(({ from, to }) => from < start + span.to && start + span.from < to);
  const nouns =
    part.inForm || part.shared !== null || isNounsOnly(part.said)
      ? sharedNouns(part.said).filter(isFree)
      : [];
  if (nouns.length === 0) return [part];
  const alone = withoutSpans(
    part.said,
    nouns.map(({ span }) => span),
  )
    .replace(/\s+/g, ' ')
    .trim();
  const [first = start] = nouns.map(({ span }) => start + span.from);
  return [
    { ...part, span: { from: part.span.from, to: first }, alone },
    ...nouns.map(
      ({ span, said, asked }): Part => ({
        span: { from: start + span.from, to: start + span.to },
        said,
        asks: false,
        inForm: false,
        joined: true,
        shared: asked,
        alone: null,
      }),
    ),
  ];
}

function isAdded({ span, said, joined }: Part, values: () => readonly Span[]): boolean {
  if (said.split(/\s+/).length < SHORTEST || onlyGives(said) || SAME_THING.test(said)) return false;
  return (joined || ADDS.test(said) || ALSO.test(said)) && !isMadeOf(span, said, values());
}

/** True if values are most of a part: "my friend Kevin Smith, born 2001-04-12" beside a booking. */
function isMadeOf({ from, to }: Span, said: string, values: readonly Span[]): boolean {
  const inside = values.filter((value) => value.from >= from && value.to <= to);
  const size = inside.reduce((sum, value) => sum + value.to - value.from, 0);
  return size * 2 > said.length;
}

function cutAtJoints(text: string, { from, to }: Span, values: () => readonly Span[]): readonly Span[] {
  const said = text.slice(from, to);
  const spans: Span[] = [];
  let start = 0;
  for (const joint of said.matchAll(JOINT)) {
    const at = from + joint.index;
    if (joint.index === 0 || values().some((value) => value.from < at && at < value.to)) continue;
    spans.push({ from: from + start, to: at });
    start = joint.index + joint[0].length;
  }
  return [...spans, { from: from + start, to }];
}
