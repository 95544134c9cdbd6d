import type { Command, Heard, LostReading, Part } from '../../core/command.ts';
import { FUNCTION_WORDS } from '../mentions/word-lists.ts';

/** The largest numbers of readings that lost and of unexplained parts that are kept. */
const MOST = { lost: 6, unexplained: 8 };
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu;

/** The reading of a message: its commands, with the words that none of them explains. */
export function heardOf(
  text: string,
  commands: readonly Command[],
  lost: readonly LostReading[] = [],
): Heard {
  const explained = commands.filter(({ kind }) => kind !== 'unclear').flatMap(({ parts }) => parts);
  return {
    commands,
    lost: lost.slice(0, MOST.lost),
    unexplained: unexplainedIn(text, explained).slice(0, MOST.unexplained),
  };
}

/** The content words outside these parts; neighbours are one part. */
function unexplainedIn(text: string, explained: readonly Part[]): readonly Part[] {
  const left: Part[] = [];
  for (const match of text.matchAll(WORD)) {
    const [from, to] = [match.index, match.index + match[0].length];
    if (isFiller(match[0]) || explained.some((part) => part[0] < to && from < part[1])) continue;
    const before = left.at(-1);
    if (before && text.slice(before[1], from).trim() === '') left[left.length - 1] = [before[0], to];
    else left.push([from, to]);
  }
  return left;
}

function isFiller(word: string): boolean {
  const plain = word.toLowerCase().replaceAll('’', "'");
  return FUNCTION_WORDS.has(plain) || /^\p{L}$/u.test(plain);
}
