import type { ListAttribute } from '../../core/slots/list-attribute.ts';
import type { Narrowing } from '../../core/slots/narrowing.ts';

/** English words of wishes about a list, as data: no rule is in this file. */

type Type = ListAttribute['type'];
export type Bound = Exclude<Narrowing['test'], 'least' | 'most'>;

/** Words before a value that say how it bounds. `of`: what a bare number behind them is, an hour or another amount. */
export interface BoundWords {
  readonly words: RegExp;
  readonly test: Bound | 'about';
  readonly of: 'time' | 'amount' | 'any';
}

const boundWords = (words: string, test: BoundWords['test'], of: BoundWords['of']): BoundWords => ({
  words: new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?:\\s(?:the|like|about|around|at|say))?\\s*$`, 'iu'),
  test,
  of,
});

/** The longest text before a value that is read for its bound. */
export const BOUND_REACH = 32;

/** The first that fits counts. */
export const BOUNDS: readonly BoundWords[] = [
  boundWords("(?:no|not) (?:earlier|sooner) than|(?:not|never|\\p{L}{2,5}n't) before", 'atLeast', 'time'),
  boundWords("(?:no|not) later than|(?:not|never|\\p{L}{2,5}n't) (?:after|past)", 'atMost', 'time'),
  boundWords('(?:no|not) (?:less|fewer|lower|cheaper) than|not (?:under|below)', 'atLeast', 'amount'),
  boundWords(
    '(?:no|not) (?:more|greater|higher)(?: expensive)? than|not (?:over|above|exceeding)',
    'atMost',
    'amount',
  ),
  boundWords('before|prior to|(?:earlier|sooner) than', 'below', 'time'),
  boundWords('after|past|later than', 'above', 'time'),
  boundWords('by|until|till', 'atMost', 'time'),
  boundWords('since|starting(?: at| from)?', 'atLeast', 'time'),
  boundWords('at least|(?:a )?minimum(?: of)?|min', 'atLeast', 'any'),
  boundWords('at (?:the )?most|up to|(?:a )?max(?:imum)?(?: of)?|within', 'atMost', 'any'),
  boundWords('under|below|(?:less|fewer|cheaper|lower) than', 'below', 'amount'),
  boundWords('over|above|(?:more|greater|higher|more expensive) than', 'above', 'amount'),
  boundWords('around|about|near|close to|roughly|approximately', 'about', 'time'),
  boundWords('from', 'atLeast', 'any'),
];

/** Words before the first of two values that bound a range, and between the two. */
export const RANGE_OPENS = /(?<![\p{L}\p{N}])(?:between|from)\s*$/iu;
export const RANGE_JOINS = /^\s*(?:and|to|until|till|-|–)\s*$/i;
/** "2-5pm" needs no word before it. */
export const RANGE_DASH = /^\s*(?:-|–|to)\s*$/i;

/** Words behind a value that make it a bound. */
export const OR_MORE = /^\s*(?:(?:or|and) (?:later|after|more|above|over|up)|onwards?)\b/i;
export const OR_LESS =
  /^\s*(?:(?:or|and) (?:earlier|before|less|below|under|cheaper|sooner)|max(?:imum)?|tops|at (?:the )?most)\b/i;

/** Words before a value that is one option's: "the 2pm one", and in an answer "at 14:00". */
export const THE_VALUE = /(?<![\p{L}\p{N}])(?:the|that|an?)\s*$/iu;
export const AT_VALUE = /(?<![\p{L}\p{N}])(?:the|that|an?|at|for)\s*$/iu;

/** Minutes of the parts of a day: from the first one on, before the second one. */
export const DAY_PARTS: { readonly [word: string]: readonly [from: number, before: number] } = {
  morning: [4 * 60, 12 * 60],
  mornings: [4 * 60, 12 * 60],
  afternoon: [12 * 60, 18 * 60],
  afternoons: [12 * 60, 18 * 60],
  evening: [17 * 60, 24 * 60],
  evenings: [17 * 60, 24 * 60],
  night: [20 * 60, 28 * 60],
};
/** Before a part of the day, these make it a greeting or a day of the past. */
export const NO_DAY_PART: ReadonlySet<string> = new Set(
  'good last yesterday wonderful nice great'.split(' '),
);

/** The end of an order that a word, or two, names without a declaration. */
export const ENDS: ReadonlyMap<string, { readonly types: readonly Type[]; readonly end: 'least' | 'most' }> =
  new Map(
    (
      [
        ['cheapest|lowest|lowest priced|least expensive|most affordable|best priced', 'money', 'least'],
        ['priciest|dearest|costliest|most expensive|highest priced', 'money', 'most'],
        ['earliest|soonest', 'time date', 'least'],
        ['oldest', 'date', 'least'],
        ['latest|last', 'time date', 'most'],
        ['newest|most recent', 'date', 'most'],
        ['fewest', 'integer', 'least'],
      ] as const
    ).flatMap(([words, types, end]) =>
      words.split('|').map((each) => [each, { types: types.split(' ') as Type[], end }] as const),
    ),
  );

/** The same before the name of an attribute: "the lowest price". */
export const ENDS_OF_NAME: { readonly [word: string]: 'least' | 'most' } = {
  lowest: 'least',
  least: 'least',
  fewest: 'least',
  smallest: 'least',
  earliest: 'least',
  highest: 'most',
  most: 'most',
  greatest: 'most',
  latest: 'most',
};

/** Comparisons with what is chosen or shown. */
export const COMPARED: ReadonlyMap<
  string,
  { readonly types: readonly Type[]; readonly test: 'above' | 'below' }
> = new Map(
  (
    [
      ['cheaper|less expensive', 'money', 'below'],
      ['pricier|dearer|more expensive', 'money', 'above'],
      ['earlier|sooner', 'time date', 'below'],
      ['later', 'time date', 'above'],
    ] as const
  ).flatMap(([words, types, test]) =>
    words.split('|').map((each) => [each, { types: types.split(' ') as Type[], test }] as const),
  ),
);

/** A comparison means an option beside one of these: "a later one", "anything earlier". */
export const BEFORE_COMPARED: ReadonlySet<string> = new Set(
  'the a an any anything something one no'.split(' '),
);
export const AFTER_COMPARED: ReadonlySet<string> = new Set('one ones option options than please'.split(' '));

/** "The last night", "my last name" are no end of a list. */
export const NO_END_AFTER_LAST: ReadonlySet<string> = new Set(
  'night week month year time name minute day summer trip order and two three few'.split(' '),
);

export const DENIALS: ReadonlySet<string> = new Set(
  'not never except without instead than neither nor'.split(' '),
);
export const NONE_OF: ReadonlySet<string> = new Set('no zero without any'.split(' '));

/** Words that begin another part of a sentence. */
export const JOINS: ReadonlySet<string> = new Set('and but so because or then which though'.split(' '));

/** A part that tells of something else: "I have a meeting at 3pm", "I called at 2". */
export const ELSEWHERE =
  /\b(?:was|were|did|had|yesterday|ago|already|meetings?|appointments?|wedding|interview|connection|conference|called|spoke|wrote|told|(?:call|text|e?mail|phone|ring|remind|reach|contact|meet) (?:me|us|you|him|her|them|my)|booked|flew|arrived|missed|check ?-?in|opening hours|open|close[sd]?)\b|\b(?:i|we)(?:['’]ve| have)\b(?! to\b)/i;
/** A part about when somebody is somewhere. */
export const ARRIVES =
  /\b(?:arriv\w*|land(?:s|ing)?|reach(?:es|ing)?|(?:be|get|getting|being) (?:there|in|to|at|back|home))\b/i;

/** Words of a message that puts a choice right. */
export const CORRECTS =
  /\b(?:no|nope|actually|instead|rather|wait|sorry|change|switch|different|another|other|not that|prefer)\b/i;

/** A message for the next options of a list. */
export const MORE =
  /^\W*(?:(?:ok(?:ay)?|no|yes|please|can|could|may|i|you|me|we|see|show|list|give|tell|have|are|is|there|any|do|got|what|about|let|like|want|would|d|to|the|some|else|none|neither|nothing|of|these|those|them|and)\W+)*(?:more(?: (?:ones|options|choices|results|flights|of them))?|other(?: (?:ones|options|choices|results))?|others|(?:the )?rest(?: of (?:them|it))?|(?:the )?next(?: (?:ones|page|five|few))?|remaining(?: ones)?|what else|anything else|something else)(?:\W+(?:do|you|have|there|are|is|please|ones|to|choose|from|thanks|available))*\W*$/i;
