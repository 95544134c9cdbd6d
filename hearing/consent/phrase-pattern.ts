/** A pattern over words: the positions at which a phrase that begins here can end. */
export interface PhrasePattern {
  ends(text: PhraseText, at: number): readonly number[];
  /** The words that it names, without those of its classes. */
  readonly words: readonly string[];
  /** The words with which it can begin, so that others are not tried. */
  firsts(): Firsts;
}

/** The beginnings of a pattern. `own`: also a class that is given with the message. `empty`: it can be no word at all. */
export interface Firsts {
  readonly words: ReadonlySet<string>;
  readonly own: boolean;
  readonly empty: boolean;
}

/** Patterns by the name of their class. A class that is not in it matches nothing. */
export type PhraseClasses = ReadonlyMap<string, PhrasePattern>;

/** The words of a message, and where its classes were found to end: each is looked for once at each word. */
export interface PhraseText {
  readonly words: readonly string[];
  readonly classes: PhraseClasses;
  /** The words with which one of the classes that are given with the message can begin. */
  readonly ownFirsts: ReadonlySet<string>;
  readonly found: Map<string, readonly number[]>;
}

const NO_CLASSES: PhraseClasses = new Map();

/** A message with the classes of a language and those of what was shown. */
export function phraseText(
  words: readonly string[],
  own: PhraseClasses,
  language: PhraseClasses = NO_CLASSES,
): PhraseText {
  const ownFirsts = new Set([...own.values()].flatMap((pattern) => [...pattern.firsts().words]));
  return { words, classes: new Map([...language, ...own]), ownFirsts, found: new Map() };
}

/** Beginnings that are known at once. */
export function firstsOf(words: Iterable<string>, empty = false): () => Firsts {
  const firsts = { words: new Set(words), own: false, empty };
  return () => firsts;
}

const NOTHING: PhrasePattern = { ends: (_, at) => [at], words: [], firsts: firstsOf([], true) };

/** Matches only where the message ends. */
const END: PhrasePattern = { ...NOTHING, ends: ({ words }, at) => (at === words.length ? [at] : []) };

const word = (spelling: string): PhrasePattern => ({
  ends: ({ words }, at) => (words[at] === spelling ? [at + 1] : []),
  words: [spelling],
  firsts: firstsOf([spelling]),
});

const OWN: Firsts = { words: new Set(), own: true, empty: false };

const named = (name: string, language: PhraseClasses): PhrasePattern => ({
  ends(text, at) {
    const key = `${name} ${at}`;
    const found = text.found.get(key) ?? text.classes.get(name)?.ends(text, at) ?? [];
    text.found.set(key, found);
    return found;
  },
  words: [],
  firsts: () => language.get(name)?.firsts() ?? OWN,
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
    firsts: once(() => {
      const known = parts.map((part) => part.firsts());
      const filled = known.findIndex(({ empty }) => !empty);
      return { ...together(filled < 0 ? known : known.slice(0, filled + 1)), empty: filled < 0 };
    }),
  };
}

/** Any one of several patterns. Only those are tried that can begin with the word. */
export function oneOf(parts: readonly PhrasePattern[]): PhrasePattern {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const index = once(() => byFirst(parts));
  return {
    ends(text, at) {
      const { byWord, own, always } = index();
      const said = text.words[at] ?? '';
      const begun = byWord.get(said) ?? [];
      const mine = text.ownFirsts.has(said) ? own.filter((part) => !begun.includes(part)) : [];
      const ends: number[] = [];
      for (const some of [begun, mine, always]) for (const part of some) ends.push(...part.ends(text, at));
      return unique(ends);
    },
    words: parts.flatMap((part) => part.words),
    firsts: once(() => together(parts.map((part) => part.firsts()))),
  };
}

function byFirst(parts: readonly PhrasePattern[]) {
  const byWord = new Map<string, PhrasePattern[]>();
  const filled = parts.filter((part) => !part.firsts().empty);
  for (const part of filled)
    for (const first of part.firsts().words) byWord.set(first, [...(byWord.get(first) ?? []), part]);
  return {
    byWord,
    own: filled.filter((part) => part.firsts().own),
    always: parts.filter((part) => part.firsts().empty),
  };
}

const together = (all: readonly Firsts[]): Firsts => ({
  words: new Set(all.flatMap(({ words }) => [...words])),
  own: all.some(({ own }) => own),
  empty: all.some(({ empty }) => empty),
});

/** A value that is made when it is first asked for. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Any one of these plain phrases. */
export function anyPhrase(phrases: readonly string[]): PhrasePattern {
  return oneOf(phrases.map((phrase) => sequence(phrase.split(' ').map(word))));
}

const PART = /<[^>]+>|[[\]()|]|[^\s[\]()|<>]+/g;

/**
 * Parses the notation of a pattern. `go ahead [with <it>]`: brackets are optional, `(a|b c)` are alternatives, `<it>`
 * is a class, `$` is the end of the message. The classes of a language are known by their beginnings; any other is given
 * with the message.
 */
export function phrasePattern(notation: string, language: PhraseClasses = NO_CLASSES): PhrasePattern {
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
    return named(part.slice(1, -1), language);
  };
  return alternatives(undefined);
}

const unique = (ends: readonly number[]): readonly number[] => (ends.length < 2 ? ends : [...new Set(ends)]);
