import { byText } from '../claims/by-text.ts';
import { clauseWords, plainClause } from '../claims/clause-words.ts';
import { meaningOf } from '../claims/english-meanings.ts';
import { tellingStems } from '../claims/english-talk.ts';
import { sentencesOf } from '../claims/sentences.ts';
import { stemOf } from '../claims/stem.ts';
import { tellingValues } from '../claims/telling-values.ts';
import { countedWords } from './counted-words.ts';
import type { Grounds } from './grounds.ts';
import { type AskedState, askedState } from './only-in-state.ts';

/** A sentence of a text, one of its clauses, or two sentences together. */
export interface TextUnit {
  readonly stems: ReadonlySet<string>;
  readonly denies: boolean;
  /** It says both what is so and what is not: "only pending orders". */
  readonly only: boolean;
  /** The state in which alone it allows something. */
  readonly asked: AskedState | null;
  /** It says so of all: "any item". */
  readonly forAll: boolean;
  /** Two sentences: what they say together may be allowed in one and denied in the other. */
  readonly isPair: boolean;
  /** The numbers before its words: `2 key`. */
  readonly counts: readonly string[];
  /** Its quantities: `14 day`. */
  readonly quantities: readonly string[];
}

/** Stems that can be asked for. */
export type Stems = Pick<ReadonlySet<string>, 'has'>;

/** The words of the grounds, read once for a reply. */
export interface KnownTexts {
  /** Of records, texts and the customer's messages, and the verbs of the tools. */
  readonly stems: Stems;
  /** Of records and the customer's messages. */
  readonly recordStems: ReadonlySet<string>;
  /** The verbs of one tool stand for each other. */
  readonly synonyms: ReadonlyMap<string, ReadonlySet<string>>;
  readonly units: readonly TextUnit[];
}

export function knownTexts({ records, texts, said, executed, refused, deeds }: Grounds): KnownTexts {
  const kept = [...records, ...[...executed, ...refused].map(({ arguments: args }) => args)];
  const recordStems = stemsOf([...kept.map((record) => JSON.stringify(record)), ...said].join(' '));
  const synonyms = new Map<string, Set<string>>();
  for (const { verbs } of deeds) {
    const stems = verbs.map((verb) => meaningOf(stemOf(verb.split(' ')[0] ?? '')));
    for (const stem of stems) synonyms.set(stem, new Set([...(synonyms.get(stem) ?? []), ...stems]));
  }
  // Texts are many and the words of a reply few: each is looked up, and no set is made of all.
  const ofTexts = texts.map(textStems);
  const has = (stem: string) =>
    recordStems.has(stem) || synonyms.has(stem) || ofTexts.some((each) => each.has(stem));
  const stems = { has };
  return { stems, recordStems, synonyms, units: texts.flatMap(unitsOf) };
}

const stemsOf = (text: string) =>
  new Set([...new Set(text.toLowerCase().match(/\p{L}+/gu))].map((word) => meaningOf(stemOf(word))));

const textStems = byText(stemsOf);

const DENIAL = /\b(?:not|no|never|none|nothing|without|nor|neither|unable)\b/;

/** True if a plain text says that something is not so. */
export const denies = (plain: string): boolean => DENIAL.test(plain);

const QUANTIFIER =
  /\b(?:any(?! (?:more|other|further)\b)|anything|all|always|never|every|everything|anyone|everyone)\b/;

/** True if a plain text says something of all. */
export const isForAll = (plain: string): boolean => QUANTIFIER.test(plain);

const unitsOf = byText(unitsIn);

function unitsIn(text: string): readonly TextUnit[] {
  const sentences = sentencesOf(text).map((sentence) => plainClause(sentence.text));
  const pairs = sentences.slice(1).map((sentence, index) => `${sentences[index]} ${sentence}`);
  const single = new Set([...sentences, ...sentences.flatMap(parts)]);
  return [...single, ...pairs].map((plain) => ({
    stems: new Set(tellingStems(clauseWords(plain))),
    denies: denies(plain),
    only: /\bonly\b/.test(plain),
    asked: askedState(plain),
    forAll: isForAll(plain),
    isPair: !single.has(plain),
    counts: countedWords(plain),
    quantities: quantitiesIn(plain),
  }));
}

function parts(sentence: string): readonly string[] {
  const pieces = sentence.split(/[,;:()] | and (?=\w)| but /);
  return pieces.length > 1 ? pieces : [];
}

const quantitiesIn = (plain: string): readonly string[] =>
  tellingValues(plain)
    .filter(({ kind }) => kind === 'quantity')
    .map(({ form }) => form);
