import { byText } from './claims/by-text.ts';
import { clauseWords, plainClause } from './claims/clause-words.ts';
import { tellingStems } from './claims/english-talk.ts';
import { sentencesOf } from './claims/sentences.ts';
import { tellingValues } from './claims/telling-values.ts';

/** Two passages that say of one thing what cannot both be so. */
export interface Contradiction {
  /** The places of the passages in the list. */
  readonly passages: readonly [number, number];
  /** Stems of what both speak of. */
  readonly stems: ReadonlySet<string>;
  /** The values of one unit, one of each passage: `14 day`, `30 day`. Empty if one denies what the other says. */
  readonly values: readonly string[];
  readonly why: string;
}

/** A question that a passage answers, or a sentence of it. */
interface Told {
  readonly text: string;
  readonly stems: ReadonlySet<string>;
  /** The only value of each unit. */
  readonly values: ReadonlyMap<string, string>;
  /** True or false for a plain permission: "… can be …", "… cannot be …". */
  readonly permits: boolean | null;
}

interface Passage {
  readonly question: Told;
  readonly sentences: readonly Told[];
}

/** The fewest telling words by which two sentences, or two headings, are surely about the same. */
const FEWEST = { sentence: 3, heading: 2 } as const;
/** Comparing all with all takes time with the square of their number. */
const MOST_PASSAGES = 400;

/**
 * The pairs of passages that surely contradict each other: with the same telling words they have one value each of the
 * same unit, and it is another, or one of them denies what the other says. Words are those of the headings, or of a
 * sentence. Passages begin with their heading.
 */
export function contradictionsIn(passages: readonly string[]): readonly Contradiction[] {
  const read = passages.slice(0, MOST_PASSAGES).map(passageOf);
  return read.flatMap((one, at) =>
    read.slice(at + 1).flatMap((other, index): readonly Contradiction[] => {
      const found = between(one, other);
      return found === null ? [] : [{ ...found, passages: [at, at + 1 + index] }];
    }),
  );
}

/** The reason why a plain sentence is carried by one of two passages that contradict each other; null if it is by none. */
export function contradictedBy(plain: string, contradictions: readonly Contradiction[]): string | null {
  if (contradictions.length === 0) return null;
  const values = new Set(valuesOf(plain).map(({ form }) => form));
  const stems = new Set(tellingStems(clauseWords(plain)));
  const states = ({ values: contested, stems: of }: Contradiction) =>
    contested.length > 0
      ? contested.some((value) => values.has(value))
      : [...of].every((stem) => stems.has(stem));
  return contradictions.find(states)?.why ?? null;
}

function between(one: Passage, other: Passage): Omit<Contradiction, 'passages'> | null {
  const headed = isSame(one.question.stems, other.question.stems, FEWEST.heading)
    ? otherValue(one.question, other.question)
    : null;
  if (headed !== null) return headed;
  for (const here of one.sentences)
    for (const there of other.sentences) {
      const found = isSame(here.stems, there.stems, FEWEST.sentence) ? otherSaid(here, there) : null;
      if (found !== null) return found;
    }
  return null;
}

const isSame = (one: ReadonlySet<string>, other: ReadonlySet<string>, fewest: number) =>
  one.size >= fewest && one.size === other.size && [...one].every((stem) => other.has(stem));

function otherValue(one: Told, other: Told): Omit<Contradiction, 'passages'> | null {
  for (const [unit, value] of one.values) {
    const there = other.values.get(unit);
    if (there !== undefined && there !== value)
      return {
        stems: one.stems,
        values: [value, there],
        why: `passages contradict each other: ${shown(value)} and ${shown(there)}`,
      };
  }
  return null;
}

const shown = (form: string) => (/^[\d.]+$/.test(form) ? `$${form}` : form);

function otherSaid(one: Told, other: Told): Omit<Contradiction, 'passages'> | null {
  const value = otherValue(one, other);
  if (value !== null || one.permits === null || other.permits === null || one.permits === other.permits)
    return value;
  const why = `passages contradict each other: “${one.text}” and “${other.text}”`;
  return { stems: one.stems, values: [], why };
}

const passageOf = byText((text: string): Passage => {
  const [heading = '', ...body] = text.split('\n');
  const all = toldOf(heading, plainClause(body.join(' ')));
  const sentences = sentencesOf(body.join('\n')).map((sentence) => {
    const plain = plainClause(sentence.text);
    return { ...toldOf(sentence.text, plain), stems: stemsOf(plain) };
  });
  const question = heading.slice(heading.lastIndexOf(' > ') + 1);
  return { question: { ...all, stems: stemsOf(plainClause(question)) }, sentences };
});

const stemsOf = (plain: string) => new Set(tellingStems(clauseWords(plain)));

function toldOf(text: string, plain: string): Told {
  const byUnit = new Map<string, Set<string>>();
  for (const { unit, form } of valuesOf(plain)) byUnit.set(unit, (byUnit.get(unit) ?? new Set()).add(form));
  const single = [...byUnit].flatMap(([unit, forms]) =>
    forms.size === 1 ? [[unit, [...forms][0] ?? ''] as const] : [],
  );
  return { text, stems: new Set(), values: new Map(single), permits: permitsIn(plain) };
}

/** With a second clause or a condition it is not sure what is permitted. */
const INVOLVED =
  /[,;:()]|\b(?:only|if|once|when|unless|until|after|before|within|and|or|but|without|no|never|alone|any|all|same|another|together)\b/;

function permitsIn(plain: string): boolean | null {
  const [permission, ...more] = plain.match(/\b(?:can|may)\b(?: not\b)?/g) ?? [];
  if (permission === undefined || more.length > 0 || INVOLVED.test(plain)) return null;
  return !permission.endsWith(' not');
}

/** The quantities and amounts of a plain text, by their unit. */
const valuesOf = (plain: string) =>
  tellingValues(plain).flatMap(({ kind, form }) => {
    if (kind === 'amount') return [{ unit: 'money', form }];
    return kind === 'quantity' ? [{ unit: form.slice(form.indexOf(' ') + 1), form }] : [];
  });
