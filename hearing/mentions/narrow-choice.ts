import type { FlowFrame } from '../../core/flow-memory.ts';
import type { Pending } from '../../core/state.ts';
import { readMentions } from './read-mentions.ts';

/**
 * The memory after an answer that fits several options of a list and not all: only these are offered again. Null if
 * the answer leaves as many as before, or if several may be chosen.
 */
export function narrowedChoice(
  text: string,
  frame: FlowFrame,
  key: string,
  { options, many }: Extract<Pending, { kind: 'question' }>,
): FlowFrame | null {
  const mention = many ? null : readMentions(text, options, { many });
  if (mention?.kind !== 'ambiguous') return null;
  const { candidates } = mention;
  if (candidates.length < 2 || candidates.length === options.length) return null;
  return { ...frame, among: { ...frame.among, [key]: candidates.map(({ value }) => value) } };
}
