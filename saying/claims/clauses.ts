import { CONDITIONS } from './english-deeds.ts';

/** A part of a sentence with its own verb, in plain words. */
export interface Clause {
  readonly words: readonly string[];
  /** It begins with a condition: "once the return is processed". */
  readonly conditional: boolean;
}

const SUBJECT =
  /^(?:i|we|it|they|you|he|she|this|that|these|those|the|your|our|his|her|my|a|an|there|everything|all|both|no|if|once|when|after|please|which|who)$/;
const JOINTS = new Set([
  'and',
  'but',
  'so',
  'or',
  'because',
  'since',
  'however',
  'then',
  'which',
  'who',
  'that',
  'as',
  'so',
]);

/** Splits the words of a sentence where a new clause begins. */
export function clausesOf(pieces: readonly (readonly string[])[]): readonly Clause[] {
  return pieces.flatMap((words) => {
    const starts = [0, ...words.keys()].filter((at, index) => index === 0 || (at > 0 && beginsAt(words, at)));
    return starts.map((start, index) => clauseOf(words.slice(start, starts[index + 1]), start > 0));
  });
}

function clauseOf(words: readonly string[], joined: boolean): Clause {
  const [joint = '', first = ''] = words;
  // "That is done" begins with its subject.
  if (!JOINTS.has(joint) || (!joined && joint === 'that'))
    return { words, conditional: CONDITIONS.has(joint) };
  const restricts = (joint === 'that' && HAVE_BEEN.has(first)) || isAsLongAs(words, 0);
  return { words: words.slice(1), conditional: restricts || CONDITIONS.has(first) };
}

/** "As long as it is delivered" is a condition. */
const isAsLongAs = (words: readonly string[], at: number) =>
  /^(?:as|so) (?:long|soon) as$/.test(words.slice(at, at + 3).join(' '));

/** "Orders that have been delivered" says of no order that it has. */
const HAVE_BEEN = new Set(['have', 'are', 'were']);

function beginsAt(words: readonly string[], index: number): boolean {
  const [before = '', word = '', after = ''] = words.slice(index - 1, index + 2);
  if (CONDITIONS.has(word) || word === 'because' || isAsLongAs(words, index)) return true;
  if (word === 'as' && /^(?:long|soon|well|\w+ed)$/.test(before)) return false;
  if (word === 'that') return before.endsWith('s') && HAVE_BEEN.has(after);
  return JOINTS.has(word) && SUBJECT.test(after);
}
