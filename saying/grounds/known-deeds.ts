import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../core/values/json.ts';
import { stemOf } from '../claims/stem.ts';
import { type NamedThing, namedThings } from './deed-objects.ts';
import type { Deed, Grounds } from './grounds.ts';

/** The deeds and records, in the form in which claims are compared with it. */
export interface EffectGrounds {
  readonly executed: readonly KnownDeed[];
  readonly refused: readonly KnownDeed[];
  readonly records: readonly KnownRecord[];
  /** The effects of tools that were not executed. */
  readonly others: readonly Pick<KnownDeed, 'verbs' | 'nouns' | 'phrases'>[];
  /** The codes by which records and actions are named. */
  readonly codes: ReadonlySet<string>;
  readonly escalated: boolean;
  readonly things: readonly NamedThing[];
}

export interface KnownDeed {
  readonly name: string;
  /** Stems of the tool's verbs and of its deed as a noun. */
  readonly verbs: ReadonlySet<string>;
  /** Stems of the thing that it is done to: a reservation is nothing that was reserved. */
  readonly nouns: ReadonlySet<string>;
  /** The thing in words: "default address". */
  readonly phrases: readonly string[];
  readonly text: string;
  /** Its arguments, as they were. */
  readonly args: string;
  /** Its arguments and what its result says of itself, without what it lists. */
  readonly about: string;
}

export interface KnownRecord {
  readonly text: string;
  readonly stems: ReadonlySet<string>;
}

/** A code names a record: with a letter and a digit, or after a `#`. */
export const CODE = /#\w{3,32}|\b(?=\w{0,32}\d)(?=\w{0,32}[a-z])\w{5,32}\b/g;

export function effectGrounds(
  { executed, refused, records, deeds, escalated }: Grounds,
  codes: readonly string[],
): EffectGrounds {
  const known = records.flatMap((result) => (Array.isArray(result) ? result : [result])).map(recordOf);
  const done = executed.map(deedOf);
  const denied = refused.map(deedOf);
  const texts = [...known, ...done, ...denied].map(({ text }) => text);
  return {
    executed: done,
    refused: denied,
    records: known,
    others: deeds
      .filter((words) => !executed.some((deed) => isDeepStrictEqual(deed.words, words)))
      .map(({ verbs, nouns = [], items = [] }) => ({
        verbs: firstStems(verbs),
        nouns: lastStems(nouns),
        phrases: [...nouns, ...items],
      })),
    codes: new Set([...texts.flatMap((text) => text.match(CODE) ?? []), ...codes]),
    escalated,
    things: namedThings(records),
  };
}

function recordOf(record: Json): KnownRecord {
  const text = JSON.stringify(record).toLowerCase();
  return { text, stems: new Set(stateWords(record).map((word) => stemOf(word))) };
}

/** The words of a record's states: of its short texts in plain words, not of keys and codes. */
function stateWords(value: Json): readonly string[] {
  if (typeof value === 'string')
    return /^[\p{L} ()-]{3,60}$/u.test(value) ? (value.toLowerCase().match(/\p{L}+/gu) ?? []) : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stateWords) : [];
}

const firstStems = (phrases: readonly string[]) =>
  new Set(phrases.map((phrase) => stemOf(phrase.split(' ')[0] ?? '')));
const lastStems = (phrases: readonly string[]) =>
  new Set(phrases.map((phrase) => stemOf(phrase.split(' ').at(-1) ?? '')));

function deedOf({
  name,
  arguments: args,
  result,
  words: { verbs, deeds = [], nouns = [], items = [] },
}: Deed): KnownDeed {
  const text = `${JSON.stringify(args)} ${JSON.stringify(result)}`.toLowerCase();
  const phrases = [...nouns, ...items];
  return {
    name,
    verbs: firstStems([...verbs, ...deeds]),
    nouns: lastStems(phrases),
    phrases,
    text,
    args: JSON.stringify(args),
    about: `${JSON.stringify(args)} ${JSON.stringify(ownValues(result))}`.toLowerCase(),
  };
}

const ownValues = (result: Json): readonly Json[] =>
  typeof result === 'object' && result !== null && !Array.isArray(result)
    ? Object.values(result).filter((value) => typeof value !== 'object')
    : [];
