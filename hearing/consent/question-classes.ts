import { asPhrase } from './consent-grammar.ts';
import type { Lexicon } from './lexicon.ts';
import {
  anyPhrase,
  firstsOf,
  oneOf,
  type PhraseClasses,
  type PhrasePattern,
  phrasePattern,
  phraseText,
  sequence,
} from './phrase-pattern.ts';

/** The longest restatement of a question, in words. */
const LONGEST = 12;
const POINTING = ['it', 'that', 'this', 'me', 'us', 'please', 'the', 'a', 'my', 'you'];

/**
 * The classes of the grammar that depend on a yes-or-no question: its own verb, followed by its own words. A question
 * that is none of yes or no has none.
 */
export function questionClasses(question: string, lexicon: Lexicon): PhraseClasses {
  const words = question
    .split(/[.!?\n]/)
    .map((sentence) => asPhrase(sentence, lexicon))
    .findLast((sentence) => sentence !== '');
  if (words === undefined) return POINTED;
  const said = words.split(' ');
  const text = phraseText(said, new Map());
  const begins = oneOf(lexicon.questions.map((notation) => phrasePattern(notation)));
  const verbs = said.flatMap((_, at) => begins.ends(text, at).map((end) => said[end] ?? ''));
  const known = new Set([...said, ...POINTING].filter((word) => !lexicon.changing.includes(word)));
  return new Map<string, PhrasePattern>([
    ...POINTED,
    ['asked', sequence([anyPhrase(verbs), runOf(known, 0)])],
    ['question-words', sequence([phrasePattern('(a|the|my|that)'), runOf(known, 1)])],
  ]);
}

const POINTED: PhraseClasses = new Map([['object', phrasePattern('(it|that|this)')]]);

/** Some words in a row, all of them from a list. */
function runOf(words: ReadonlySet<string>, least: number): PhrasePattern {
  return {
    ends({ words: said }, at) {
      const ends: number[] = [];
      for (let next = at; next <= said.length && next - at <= LONGEST; next += 1) {
        if (next - at >= least) ends.push(next);
        if (!words.has(said[next] ?? '')) break;
      }
      return ends;
    },
    words: [...words],
    firsts: firstsOf(words, least === 0),
  };
}
