import { stemOf } from '../claims/stem.ts';

/** A part of a clause that says that something can or cannot be done: "can no longer be cancelled". */
export interface Permission {
  readonly can: boolean;
  /** Its verb, or the noun of the deed: "eligible for a return". */
  readonly verb: string;
  /** The clause up to the end of the verb, from the end of the permission before it. */
  readonly before: string;
  /** The clause behind the verb. */
  readonly after: string;
}

const OPENER =
  /\b(?:can|could|may|(?:un)?able to|allowed to|permitted to|(?:in)?eligible (?:to|for)|entitled to|welcome to|free to|(?:im)?possible to|time to|too late to|(?:qualify|qualifies) for)\b/g;
/** "A return is not possible." */
const NOUN =
  /\b(\p{L}+)(?: (?:of|for) [^,]{1,60}?)? (?:is|are)((?: \p{L}+){0,2}) (?:possible|available|allowed|permitted|an option)\b/gu;
/** "It is not returnable." */
const ADJECTIVE = /\b(?:is|are)((?: not| no longer| still| fully){0,3}) (non-?)?(\p{L}{3,16}able)\b/gu;
const DENIAL = /^(?:not|no|never|neither|none|nor|nothing|nobody)$/;
const DENYING_OPENER = /^(?:unable|inel|imposs|too late)/;
/** Words between an opener and its verb that say nothing of what is done. */
const LIGHT = new Set(
  `be to get have it this that help you assist go ahead and with proceed process initiate start arrange submit make do
  offer complete handle request a an the your any for in not no longer still also now indeed certainly definitely even
  actually easily be fully already gladly happily then either neither me us them`.split(/\s+/),
);
/** Words that begin a question inside a sentence, or a thing that is not certain. */
const OPEN =
  /\b(?:how|what|which|where|when|if|whether|who|anything|might|perhaps|maybe|can you|could you|may be able)\b/;
/** The most words from an opener to its verb. */
const FARTHEST = 9;

/** True if a plain sentence may say that something can be done. Cheap: most sentences do not. */
export const mayPermit = (plain: string): boolean =>
  /\b(?:can|could|may|(?:un)?able|allowed|permitted|(?:in)?eligible|entitled|welcome to|free to|(?:im)?possible|time to|too late|qualify|qualifies|available|option|\p{L}+able)\b/u.test(
    plain,
  );

/** The permissions of a plain clause whose verb has one of these stems. */
export function permissionsIn(clause: string, verbs: ReadonlySet<string>): readonly Permission[] {
  const found: Permission[] = [];
  let last = 0;
  for (const match of clause.matchAll(OPENER)) {
    if (match.index < last) continue;
    const end = match.index + match[0].length;
    const verb = verbAfter(clause, end, verbs);
    if (verb === null || OPEN.test(clause.slice(last, end))) continue;
    const denied = denials(`${clause.slice(last, match.index)} ${clause.slice(end, verb.from)}`);
    found.push(
      ...said(clause, { denied: denied + Number(DENYING_OPENER.test(match[0])), from: last }, verb, verbs),
    );
    last = verb.to;
  }
  return found.length > 0 ? found : [...nouns(clause, verbs), ...adjectives(clause, verbs)];
}

interface Place {
  readonly from: number;
  readonly to: number;
}

interface Said {
  /** The number of denials. Two say neither. */
  readonly denied: number;
  readonly from: number;
}

const denials = (text: string) => text.split(' ').filter((word) => DENIAL.test(word)).length;

/** The permission of a verb, and those of verbs that are joined to it: "returned or exchanged". */
function said(
  clause: string,
  { denied, from }: Said,
  { from: at, to }: Place,
  verbs: ReadonlySet<string>,
): readonly Permission[] {
  if (denied > 1) return [];
  const joined = /^(?: (?:or|and|nor) (?:be )?(\p{L}+)){0,1}/u.exec(clause.slice(to));
  const end = to + (joined?.[0].length ?? 0);
  const named = [clause.slice(at, to), joined?.[1] ?? ''].filter((verb) => verbs.has(stemOf(verb)));
  return named.map((verb) => ({
    can: denied === 0,
    verb,
    before: clause.slice(from, at),
    after: clause.slice(named.length > 1 ? end : to),
  }));
}

/** The place of the verb behind an opener; null if what is permitted is none of the deeds. */
function verbAfter(clause: string, start: number, verbs: ReadonlySet<string>): Place | null {
  let at = start;
  for (let count = 0; count < FARTHEST; count++) {
    const word = /^ ?([\p{L}']+)/u.exec(clause.slice(at, at + 60));
    if (word === null) return null;
    const to = at + word[0].length;
    const said = word[1] ?? '';
    if (verbs.has(stemOf(said))) return { from: to - said.length, to };
    if (!LIGHT.has(said)) return null;
    at = to;
  }
  return null;
}

function nouns(clause: string, verbs: ReadonlySet<string>): readonly Permission[] {
  return [...clause.matchAll(NOUN)].flatMap((match) => {
    const [whole, noun = '', between = ''] = match;
    const denied = denials(`${clause.slice(0, match.index)} ${between}`);
    if (!verbs.has(stemOf(noun)) || denied > 1 || OPEN.test(clause.slice(0, match.index))) return [];
    const [before, after] = [clause.slice(0, match.index), whole.slice(noun.length)];
    return [
      { can: denied === 0, verb: noun, before, after: after + clause.slice(match.index + whole.length) },
    ];
  });
}

function adjectives(clause: string, verbs: ReadonlySet<string>): readonly Permission[] {
  return [...clause.matchAll(ADJECTIVE)].flatMap((match) => {
    const [whole, between = '', non = '', adjective = ''] = match;
    const root = adjective.replace(/able$/, '');
    if (![adjective, root].some((word) => verbs.has(stemOf(word)))) return [];
    const denied = denials(between) + Number(non !== '');
    const [before, after] = [clause.slice(0, match.index), clause.slice(match.index + whole.length)];
    return denied > 1 ? [] : [{ can: denied === 0, verb: adjective, before, after }];
  });
}
