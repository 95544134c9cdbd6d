/** Two examples of different intents with nearly the same words. */
export interface NearDuplicate {
  readonly texts: readonly [string, string];
  readonly intents: readonly [string, string];
  /** The share of common letter triples; 1 if they differ only in punctuation and case. */
  readonly similarity: number;
}

const LEAST_SIMILAR = 0.7;

interface Example {
  readonly text: string;
  readonly intent: string;
  /** Its letter triples as numbers, rarest first. Two similar texts share one of their rarest. */
  readonly triples: readonly number[];
}

const triplesOf = (text: string): ReadonlySet<string> => {
  const plain = ` ${
    text
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `;
  return new Set(Array.from({ length: Math.max(0, plain.length - 2) }, (_, at) => plain.slice(at, at + 3)));
};

/** Numbers the triples by rarity, so that a sorted list has the rarest first. */
function withTriples(
  texts: readonly { readonly text: string; readonly intent: string }[],
): readonly Example[] {
  const sets = texts.map(({ text }) => triplesOf(text));
  const counts = new Map<string, number>();
  for (const set of sets) for (const triple of set) counts.set(triple, (counts.get(triple) ?? 0) + 1);
  const order = [...counts].toSorted(([, a], [, b]) => a - b);
  const numbers = new Map(order.map(([triple], number) => [triple, number]));
  return texts.map(({ text, intent }, index) => ({
    text,
    intent,
    triples: [...(sets[index] ?? [])]
      .map((triple) => numbers.get(triple) as number)
      .toSorted((a, b) => a - b),
  }));
}

/** The share of entries in both of two sorted lists. */
function similarityOf(one: readonly number[], other: readonly number[]): number {
  let shared = 0;
  for (let a = 0, b = 0; a < one.length && b < other.length; ) {
    const difference = (one[a] as number) - (other[b] as number);
    if (difference === 0) shared++;
    if (difference <= 0) a++;
    if (difference >= 0) b++;
  }
  return shared / (one.length + other.length - shared);
}

/** The number of rarest triples to compare so that no similar pair is missed. */
const rarest = (size: number): number => size - Math.ceil(LEAST_SIMILAR * size) + 1;

/** Finds earlier examples that may be similar: of similar length, with a common rare triple. Each once. */
function candidateIndex(examples: readonly Example[]) {
  const byTriple = new Map<number, number[]>();
  const asked = new Int32Array(examples.length).fill(-1);
  const sizes = Int32Array.from(examples, ({ triples }) => triples.length);
  return (index: number): readonly number[] => {
    const { triples } = examples[index] as Example;
    const [least, most] = [LEAST_SIMILAR * triples.length, triples.length / LEAST_SIMILAR];
    const found: number[] = [];
    for (const triple of triples.slice(0, rarest(triples.length))) {
      const having = byTriple.get(triple) ?? [];
      for (const other of having) {
        const size = sizes[other] as number;
        if (asked[other] === index || size < least || size > most) continue;
        asked[other] = index;
        found.push(other);
      }
      having.push(index);
      byTriple.set(triple, having);
    }
    return found;
  };
}

/** Pairs of nearly equal examples of different intents, most similar first. */
export function nearDuplicates(examples: ReadonlyMap<string, readonly string[]>): readonly NearDuplicate[] {
  const all = withTriples(
    [...examples].flatMap(([intent, texts]) => texts.map((text) => ({ text, intent }))),
  );
  const candidates = candidateIndex(all);
  const pairs = all.flatMap((example, index) =>
    candidates(index).flatMap((other): NearDuplicate | readonly [] => {
      const { text, intent, triples } = all[other] as Example;
      const similarity = intent === example.intent ? 0 : similarityOf(triples, example.triples);
      return similarity < LEAST_SIMILAR
        ? []
        : { texts: [text, example.text], intents: [intent, example.intent], similarity };
    }),
  );
  return pairs.toSorted((a, b) => b.similarity - a.similarity);
}
