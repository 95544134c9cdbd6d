interface Atom {
  /** Without its quantifier; `whole` is with it. */
  readonly text: string;
  readonly whole: string;
  readonly optional: boolean;
  readonly unbounded: boolean;
  /** The alternatives of a group; undefined for a single character or class. */
  readonly alternatives?: readonly (readonly Atom[])[];
}

const PROBES = [...'aZ0_ -.,@#'];
const QUANTIFIER = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/;
const GROUP_START = /^\((?:\?(?:[:=!]|<[=!]|<[^>]+>))?/;
const CHARACTER =
  /^(?:\\(?:[pPu]\{[^}]*\}|k<[^>]*>|u[\da-fA-F]{4}|x[\da-fA-F]{2}|[\s\S])|\[(?:\\[\s\S]|[^\]\\])*\]|[\s\S])/;

/** What makes a pattern unusable: it does not compile, or can take exponential time. Null when it is fine. */
export function patternProblem(
  pattern: string,
): { readonly code: 'PATTERN_INVALID' | 'PATTERN_SLOW'; readonly message: string } | null {
  const broken = compileProblem(pattern);
  if (broken !== null) return { code: 'PATTERN_INVALID', message: `the pattern does not compile: ${broken}` };
  const slow = findSlow(readAlternatives({ rest: pattern }));
  if (slow === null) return null;
  return {
    code: 'PATTERN_SLOW',
    message: `\`${slow}\` repeats what already repeats inside it, which can take for ever`,
  };
}

/** The groups that a pattern captures: how many, and the names of those that have one. */
export function patternGroups(pattern: string): {
  readonly count: number;
  readonly names: readonly string[];
} {
  // An empty alternative always matches, so that the groups can be seen.
  const match = new RegExp(`${pattern}|`, 'iu').exec('');
  return { count: (match?.length ?? 1) - 1, names: Object.keys(match?.groups ?? {}) };
}

function compileProblem(pattern: string): string | null {
  try {
    new RegExp(pattern, 'iu');
    return null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const reason = error.message.slice(error.message.lastIndexOf(': ') + 2);
    return reason.charAt(0).toLowerCase() + reason.slice(1);
  }
}

function findSlow(alternatives: readonly (readonly Atom[])[]): string | null {
  for (const atom of alternatives.flat()) {
    if (!atom.alternatives) continue;
    if (atom.unbounded && repeatsAmbiguously(atom.alternatives)) return atom.whole;
    const inner = findSlow(atom.alternatives);
    if (inner !== null) return inner;
  }
  return null;
}

/** `(a+)+`, `(\w+\s?)*`, `(a|\w)+`: the same text can be cut into repetitions in many ways. */
function repeatsAmbiguously(alternatives: readonly (readonly Atom[])[]): boolean {
  const canBeOneRepetition = alternatives.some((atoms) =>
    atoms.some(
      (atom, index) =>
        repeats(atom) && atoms.every((other, position) => position === index || other.optional),
    ),
  );
  if (canBeOneRepetition) return true;
  const single = alternatives.flatMap((atoms) =>
    atoms.length === 1 && atoms[0] && !atoms[0].alternatives ? [new RegExp(`^${atoms[0].text}$`, 'iu')] : [],
  );
  return PROBES.some((probe) => single.filter((each) => each.test(probe)).length > 1);
}

function repeats(atom: Atom): boolean {
  return (
    atom.unbounded ||
    (atom.alternatives?.some((atoms) => atoms.length === 1 && atoms[0] !== undefined && repeats(atoms[0])) ??
      false)
  );
}

/** Reads alternatives up to the end or the closing parenthesis; the pattern is known to compile. */
function readAlternatives(cursor: { rest: string }): readonly (readonly Atom[])[] {
  const alternatives: Atom[][] = [[]];
  while (cursor.rest !== '' && !cursor.rest.startsWith(')')) {
    if (cursor.rest.startsWith('|')) {
      cursor.rest = cursor.rest.slice(1);
      alternatives.push([]);
    } else alternatives.at(-1)?.push(readAtom(cursor));
  }
  return alternatives;
}

function readAtom(cursor: { rest: string }): Atom {
  const whole = cursor.rest;
  const group = GROUP_START.exec(whole)?.[0];
  let alternatives: readonly (readonly Atom[])[] | undefined;
  if (group === undefined) cursor.rest = whole.slice(CHARACTER.exec(whole)?.[0].length ?? 1);
  else {
    cursor.rest = whole.slice(group.length);
    alternatives = readAlternatives(cursor);
    cursor.rest = cursor.rest.slice(1);
  }
  const text = whole.slice(0, whole.length - cursor.rest.length);
  const quantifier = QUANTIFIER.exec(cursor.rest)?.[0] ?? '';
  cursor.rest = cursor.rest.slice(quantifier.length);
  const zeroWidth = text === '^' || text === '$' || /^\\b/i.test(text) || /^\(\?<?[=!]/.test(text);
  return {
    text,
    whole: text + quantifier,
    optional: zeroWidth || /^(?:[*?]|\{0,)/.test(quantifier),
    unbounded: /^(?:[*+]|\{\d+,\})/.test(quantifier),
    ...(alternatives ? { alternatives } : {}),
  };
}
