/** A pattern over words: the positions at which a phrase that begins here can end. */
export interface PhrasePattern {
  ends(text: PhraseText, at: number): readonly number[];
  /** The words that it names, without those of its classes. */
  readonly words: readonly string[];
  /** The words with which it can begin; null if these are unknown or it may be empty. */
  readonly firsts: readonly string[] | null;
}

/** Patterns by the name of their class. A class that is not in it matches nothing. */
export type PhraseClasses = ReadonlyMap<string, PhrasePattern>;

/** The words of a message, and where its classes were found to end: each is looked for once at each word. */
export interface PhraseText {
  readonly words: readonly string[];
  readonly classes: PhraseClasses;
  readonly found: Map<string, readonly number[]>;
}

export function phraseText(words: readonly string[], classes: PhraseClasses): PhraseText {
  return { words, classes, found: new Map() };
}

const NOTHING: PhrasePattern = { ends: (_, at) => [at], words: [], firsts: null };

/** Matches only where the message ends. */
const END: PhrasePattern = {
  ends: ({ words }, at) => (at === words.length ? [at] : []),
  words: [],
  firsts: null,
};

const word = (spelling: string): PhrasePattern => ({
  ends: ({ words }, at) => (words[at] === spelling ? [at + 1] : []),
  words: [spelling],
  firsts: [spelling],
});

const named = (name: string): PhrasePattern => ({
  ends(text, at) {
    const key = `${name} ${at}`;
    const found = text.found.get(key) ?? text.classes.get(name)?.ends(text, at) ?? [];
    text.found.set(key, found);
    return found;
  },
  words: [],
  firsts: null,
});

/** One pattern after the other. */
export function sequence(parts: readonly PhrasePattern[]): PhrasePattern {
  const [first = NOTHING, ...rest] = parts;
  if (rest.length === 0) return first;
  return {
    ends: (text, at) =>
      rest.reduce<readonly number[]>(
        (reached, part) =>
          reached.length === 0 ? reached : unique(reached.flatMap((from) => part.ends(text, from))),
        first.ends(text, at),
      ),
    words: parts.flatMap((part) => part.words),
    firsts: first.firsts,
  };
}

/** Any one of several patterns. */
export function oneOf(parts: readonly PhrasePattern[]): PhrasePattern {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const byFirst = new Map<string, PhrasePattern[]>();
  const others = parts.filter(({ firsts }) => firsts === null);
  for (const part of parts)
    for (const first of new Set(part.firsts ?? [])) byFirst.set(first, [...(byFirst.get(first) ?? []), part]);
  return {
    ends(text, at) {
      const begun = byFirst.get(text.words[at] ?? '') ?? [];
      return unique([...begun, ...others].flatMap((part) => part.ends(text, at)));
    },
    words: parts.flatMap((part) => part.words),
    firsts: others.length > 0 ? null : [...byFirst.keys()],
  };
}

/** Any one of these plain phrases. */
export function anyPhrase(phrases: readonly string[]): PhrasePattern {
  return oneOf(phrases.map((phrase) => sequence(phrase.split(' ').map(word))));
}

const PART = /<[^>]+>|[[\]()|]|[^\s[\]()|<>]+/g;

/**
 * Parses the notation of a pattern. `go ahead [with <it>]`: brackets are optional, `(a|b c)` are alternatives, `<it>`
 * is a class, `$` is the end of the message. Classes that are given here are put in for good.
 */
export function phrasePattern(notation: string, given: PhraseClasses = new Map()): PhrasePattern {
  const parts = notation.match(PART) ?? [];
  let next = 0;
  const alternatives = (closing: string | undefined): PhrasePattern => {
    const any = [one()];
    while (parts[next] === '|') {
      next += 1;
      any.push(one());
    }
    if (parts[next++] !== closing) throw new Error(`\`${notation}\` misses a bracket`);
    return oneOf(any);
  };
  const one = (): PhrasePattern => {
    const all: PhrasePattern[] = [];
    while (!['|', ')', ']', undefined].includes(parts[next])) all.push(atom(parts[next++] ?? ''));
    return sequence(all);
  };
  const atom = (part: string): PhrasePattern => {
    if (part === '[') return oneOf([alternatives(']'), NOTHING]);
    if (part === '(') return alternatives(')');
    if (part === '$') return END;
    if (!part.startsWith('<')) return word(part);
    const name = part.slice(1, -1);
    return given.get(name) ?? named(name);
  };
  return alternatives(undefined);
}

const unique = (ends: readonly number[]): readonly number[] => (ends.length < 2 ? ends : [...new Set(ends)]);
