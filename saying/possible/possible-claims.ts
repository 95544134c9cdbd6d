import type { ProposedAction } from '../../core/action.ts';
import type { Span } from '../../core/span.ts';
import type { Json } from '../../core/values/json.ts';
import { claimingClauses, isQuestion } from '../claims/claiming-clauses.ts';
import { clauseWords, plainClause } from '../claims/clause-words.ts';
import { CONDITIONS } from '../claims/english-deeds.ts';
import { meaningOf } from '../claims/english-meanings.ts';
import { type Sentence, sentencesOf } from '../claims/sentences.ts';
import { stemOf } from '../claims/stem.ts';
import { codesFor, meantCodes, type RecordNames } from './meant-record.ts';
import {
  deedStems,
  isDoneToRecords,
  meantTools,
  type NamedTool,
  objectHeads,
  recordNoun,
} from './meant-tools.ts';
import { mayPermit, type Permission, permissionsIn } from './permission-phrases.ts';
import { isOfTheWhole, saysNoMore } from './plain-permission.ts';
import { codesOfThings, namedCodes, type RecordKeys, recordKeys, statesOf } from './record-keys.ts';

/** A statement of a reply that an action on a known record can, or cannot, be done now. */
export interface PossibleClaim {
  readonly can: boolean;
  /** As it is said. */
  readonly verb: string;
  /** The key of the record. */
  readonly record: string;
  /** The actions that may be meant, with the arguments that are known. */
  readonly actions: readonly ProposedAction[];
  /** True if its sentence says nothing else, so that the rules alone are its ground. */
  readonly whole: boolean;
  /** Its sentence. */
  readonly span: Span;
}

/** The words and records that claims are read with. */
interface Known extends RecordNames {
  readonly tools: readonly NamedTool[];
  readonly verbs: ReadonlySet<string>;
  readonly nouns: ReadonlySet<string>;
  /** The meanings of all words in the records. */
  readonly inRecords: () => ReadonlySet<string>;
}

/** Clauses are read for their words here, and not for the codes that their claims are about. */
const NO_CODES: ReadonlySet<string> = new Set();
/** The most claims of a reply that are tried. */
const MOST_CLAIMS = 20;

/**
 * The claims of a reply that the rules can be asked about: an action of a tool, on a record that is named by its code
 * or by what it holds, or that is the only one. A rule without a record is a statement of policy, and a sentence with a
 * condition says nothing of now.
 */
export function possibleClaims(
  reply: string,
  tools: readonly NamedTool[],
  records: readonly Json[],
): readonly PossibleClaim[] {
  const inputs = new Set(tools.flatMap((tool) => tool.inputs));
  const keys = mayPermit(plainClause(reply)) ? recordKeys(records, inputs) : new Map();
  if (keys.size === 0) return [];
  const known = knownOf(tools, records, inputs, keys);
  const found: PossibleClaim[] = [];
  let last: readonly string[] = [];
  for (const sentence of sentencesOf(reply)) {
    const plain = plainClause(sentence.text);
    const around = namedCodes(plain, keys) ?? leadCodes(sentence, keys) ?? last;
    if (mayPermit(plain) && !isQuestion(plain)) found.push(...claimsIn(sentence.span, plain, around, known));
    if (found.length >= MOST_CLAIMS) break;
    last = around;
  }
  return found.slice(0, MOST_CLAIMS);
}

function knownOf(
  tools: readonly NamedTool[],
  records: readonly Json[],
  inputs: ReadonlySet<string>,
  keys: RecordKeys,
): Known {
  const nouns = new Set([...keys.keys()].map(recordNoun));
  return {
    tools,
    keys,
    nouns,
    verbs: new Set(tools.flatMap((tool) => [...deedStems(tool)])),
    heads: new Set([...nouns, ...tools.flatMap((tool) => [...objectHeads(tool)])]),
    things: once(() => codesOfThings(records, inputs)),
    states: once(() => statesOf(records, inputs)),
    inRecords: once(() => meaningsIn(records)),
  };
}

function once<Value>(read: () => Value): () => Value {
  let found: { readonly value: Value } | null = null;
  return () => {
    found ??= { value: read() };
    return found.value;
  };
}

const meaningsIn = (records: readonly Json[]) => {
  const words = new Set(
    JSON.stringify(records)
      .toLowerCase()
      .match(/\p{L}+/gu),
  );
  return new Set([...words].map((word) => meaningOf(stemOf(word))));
};

const leadCodes = ({ lead }: Sentence, keys: RecordKeys) =>
  lead === null ? undefined : namedCodes(plainClause(lead), keys);

/** A condition of the record. That the customer would like it, or confirms it, is none. */
const CONDITION =
  /\b(?:if|once|when|unless|until|till|as long as|provided|depending|otherwise)\b(?! (?:you|i|we)\b)/;
/** A limit of the piece that it stands in. */
const LIMIT = /\b(?:only|within|after|before)\b/;
/** Where a piece may tell of another record. */
const APART = / (?:but|while|whereas|although|though|yet) | and (?=[^,]{0,80}\b(?:can|could|is|are|may)\b)/;

/** The parts of a clause with a verb of their own. */
function partsOf(clause: string): readonly string[] {
  const parts: string[] = [];
  let open = '';
  for (const part of clause.split(APART)) {
    open = open === '' ? part : `${open} ${part}`;
    if (!VERB.test(part)) continue;
    parts.push(open);
    open = '';
  }
  return open === '' ? parts : [...parts, open];
}

const VERB = /\b(?:can|could|is|are|may|was|were|has|have)\b/;

function claimsIn(
  span: Span,
  plain: string,
  around: readonly string[],
  known: Known,
): readonly PossibleClaim[] {
  if (CONDITION.test(plain)) return [];
  const clauses = claimingClauses(plain, NO_CODES).filter(({ words }) => !CONDITIONS.has(words[0] ?? ''));
  const pieces = clauses.flatMap(({ words }) => partsOf(words.join(' ')));
  const whole = once(() => {
    const own = new Set([...known.verbs, ...known.heads].map(meaningOf));
    return pieces.every((piece) => saysNoMore(piece, own, known.inRecords));
  });
  return pieces
    .filter((piece) => !LIMIT.test(piece))
    .flatMap((piece) =>
      permissionsIn(piece, known.verbs).flatMap((said) =>
        claimOf(said, { piece, around, whole, span }, known),
      ),
    );
}

interface Place extends Pick<PossibleClaim, 'span'> {
  /** True if the sentence says nothing else. */
  readonly whole: () => boolean;
  readonly piece: string;
  /** The codes of the sentence, or of what was said before. */
  readonly around: readonly string[];
}

function claimOf(
  said: Permission,
  { piece, around, whole, span }: Place,
  known: Known,
): readonly PossibleClaim[] {
  const words = clauseWords(piece);
  const codes = meantCodes(piece, words, around, known);
  const plain = isOfTheWhole(said);
  // That a part, or one way, is denied is no denial of the action.
  if (codes === null || (!said.can && !plain)) return [];
  const bare = !namesSomething(piece, words, known);
  // "It" may be anything that a longer sentence speaks of.
  if (bare && !whole()) return [];
  const meant = meantTools(said.verb, words, known.tools, known.nouns).filter(
    (tool) => !bare || isDoneToRecords(tool, known.nouns),
  );
  const records = meant.map(({ inputs }) => codesFor(inputs, codes, known.keys));
  if (meant.length === 0 || records.some((each) => each.length === 0)) return [];
  const claim = { can: said.can, verb: said.verb, whole: plain && whole(), span };
  const on = (record: string) => meant.flatMap((tool) => actionOn(tool, record, known.keys));
  const all = [...new Set(records.flat())];
  // "The address" may be that of the order, or of the profile: one of both is meant.
  if (records.some((each) => each.length < all.length))
    return [{ ...claim, record: all.join(' or '), actions: all.flatMap(on) }];
  return all.map((record) => ({ ...claim, record, actions: on(record) }));
}

/** True if a piece names a record, or a thing of one: more than "it". */
const namesSomething = (piece: string, words: readonly string[], { keys, heads, things }: Known): boolean =>
  namedCodes(piece, keys) !== undefined ||
  words.map(stemOf).some((stem) => heads.has(stem) || things().has(stem));

function actionOn({ name, inputs }: NamedTool, record: string, keys: RecordKeys): readonly ProposedAction[] {
  const given = inputs.flatMap((input) => {
    const value = keys.get(input)?.get(record);
    return value === undefined ? [] : [[input, value] as const];
  });
  return given.length === 0 ? [] : [{ name, arguments: Object.fromEntries(given) }];
}
