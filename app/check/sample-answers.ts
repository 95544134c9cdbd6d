import { sample, stringMatching } from 'fast-check';
import type { Slot } from '../../core/flow.ts';
import { matchSlots } from '../../hearing/slot-pattern.ts';

/** The number of texts drawn, twice. The seed is fixed, so that a check finds the same in every run. */
const DRAWN = 60;
const SEED = 1;
const LONGEST = 200;

/** Texts that customers could type as the whole answer to a slot with this pattern; empty if none can be drawn. */
export function sampleAnswers(slot: Slot, pattern: string): readonly string[] {
  const drawn = [pattern, unseparated(pattern)].flatMap(draw);
  const answers = drawn.flatMap((text) => {
    const [match] = matchSlots(text, slot, pattern);
    if (!match) return [];
    // The text around the groups is context, which a bare answer has only where the pattern needs it.
    const bare = match.inside.trim();
    return [matchSlots(bare, slot, pattern)[0]?.inside.trim() === bare ? bare : match.text.trim()];
  });
  return [...new Set(answers)].filter((text) => !/\p{C}/u.test(text));
}

function draw(pattern: string): readonly string[] {
  try {
    // The generator reads the source only: an author's pattern runs on the linear engine alone.
    const source = { source: drawable(pattern), flags: '' } as RegExp;
    const texts = stringMatching(source, { maxLength: LONGEST });
    return sample(texts, { seed: SEED, numRuns: DRAWN });
  } catch {
    // The generator does not know every syntax that the engine knows.
    return [];
  }
}

const PARTS = /\[(?:\\[\s\S]|[^\]\\])*\]|\\[\s\S]|\(\?P?<\w+>/g;

/** The pattern with a blank for every space, without word boundaries and names of groups, which the generator does not know. */
function drawable(pattern: string): string {
  return pattern.replace(PARTS, (part) => {
    if (part === '\\b' || part === '\\B') return '';
    return part.startsWith('(') ? '(' : part.replace(/\\[\s\S]/g, (each) => (each === '\\s' ? ' ' : each));
  });
}

/** The pattern with letters and digits only where it allows separators among them: people leave most of them out. */
function unseparated(pattern: string): string {
  return pattern.replace(PARTS, (part) => {
    if (!part.startsWith('[') || part.startsWith('[^')) return part;
    const kept = part.match(/\\[dw]|[a-z]-[a-z]|\d-\d/gi) ?? [];
    return kept.length === 0 ? part : `[${kept.join('')}]`;
  });
}
