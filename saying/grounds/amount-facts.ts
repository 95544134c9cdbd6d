import type { AmountMention } from '../claims/amount-mentions.ts';
import { FUNCTION_WORDS } from '../claims/english-talk.ts';
import type { AmountEntry, AmountKind } from './amount-entries.ts';

/** An amount of records or texts, or worked out of them, and the thing that it is of. */
export interface AmountFact {
  readonly amount: string;
  readonly words: ReadonlySet<string>;
  readonly kind: AmountKind | 'difference' | 'total' | 'text' | 'said' | 'shown';
  readonly offered: boolean;
}

interface FactSources {
  readonly entries: readonly AmountEntry[];
  /** Amounts of texts that authors wrote, with the words beside them. */
  readonly texts: readonly AmountMention[];
  /** Amounts of the customer's messages. They and those of earlier replies count only if nothing else has them. */
  readonly said: readonly AmountMention[];
  readonly shown: readonly AmountMention[];
  readonly totals: ReadonlySet<string>;
  /** Sums and differences of what the reply shows. */
  readonly workedOut: ReadonlySet<string>;
}

const NO_WORDS: ReadonlySet<string> = new Set();

/** The facts of each of these amounts. */
export function amountFacts(
  forms: ReadonlySet<string>,
  { entries, texts, said, shown, totals, workedOut }: FactSources,
): ReadonlyMap<string, readonly AmountFact[]> {
  const found = new Map<string, AmountFact[]>([...forms].map((form) => [form, []]));
  const add = (fact: AmountFact) => found.get(fact.amount)?.push(fact);
  for (const { amount, words, ways, keys, kind, offered } of entries)
    add({ amount, words: new Set([...words, ...ways, ...keys]), kind, offered });
  for (const fact of differenceFacts(forms, entries)) add(fact);
  for (const fact of texts.map(saidAs('text'))) add(fact);
  for (const amount of totals) add({ amount, words: NO_WORDS, kind: 'total', offered: false });
  const known = new Set([...found].filter(([, facts]) => facts.length > 0).map(([amount]) => amount));
  const others = [
    ...[...workedOut].map(
      (amount): AmountFact => ({ amount, words: NO_WORDS, kind: 'difference', offered: false }),
    ),
    ...said.map(saidAs('said')),
    ...shown.map(saidAs('shown')),
  ];
  for (const fact of others.filter(({ amount }) => !known.has(amount))) add(fact);
  return found;
}

const saidAs =
  (kind: AmountFact['kind']) =>
  ({ form: amount, near }: AmountMention): AmountFact => ({
    amount,
    words: told(near),
    kind,
    offered: false,
  });

const told = (words: ReadonlySet<string>) => new Set([...words].filter((word) => !FUNCTION_WORDS.has(word)));

const MOST_VARIANTS = 40;

/** Differences of two amounts under one name, with the words of both. */
function differenceFacts(forms: ReadonlySet<string>, entries: readonly AmountEntry[]): readonly AmountFact[] {
  const byName = new Map<string, AmountEntry[]>();
  for (const entry of entries) {
    if (entry.name === null || entry.kind !== 'price') continue;
    const same = byName.get(entry.name) ?? [];
    if (same.length < MOST_VARIANTS) same.push(entry);
    byName.set(entry.name, same);
  }
  return [...byName.values()].flatMap((same) =>
    same.flatMap((one) =>
      same.flatMap((other): readonly AmountFact[] => {
        const amount = difference(one, other);
        if (one.offered || !other.offered || !forms.has(amount)) return [];
        return [
          { amount, words: new Set([...one.words, ...other.words]), kind: 'difference', offered: false },
        ];
      }),
    ),
  );
}

const difference = ({ amount: one }: AmountEntry, { amount: other }: AmountEntry) =>
  String(Math.abs(Math.round(Number(one) * 100) - Math.round(Number(other) * 100)) / 100);
