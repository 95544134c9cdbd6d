import type { Slot } from '../../core/flow.ts';
import type { FlowFrame } from '../../core/flow-memory.ts';
import type { Pending } from '../../core/state.ts';
import { chooseOptions, chosenValue } from '../../hearing/choose-option.ts';
import { meansOther, presentOption } from '../../hearing/mentions/present-option.ts';
import { type ReadContext, type ReadSlot, readAsked } from '../../hearing/read-slot.ts';

type Question = Extract<Pending, { kind: 'question' }>;

/** Reads the answer to a question. "The other one" is the one that no record of the errand has yet. */
export function readAnswer(
  text: string,
  slot: Slot,
  { options, many }: Question,
  frame: FlowFrame,
  context: ReadContext,
): ReadSlot | 'ambiguous' | null {
  const read = readAsked(text, slot, options, many, context);
  if (slot.type !== 'option' || many || (read !== null && read !== 'ambiguous') || !meansOther(text))
    return read;
  const present = presentOption(frame, options);
  const others = options.filter((option) => option !== present);
  const named = others.length > 1 ? chooseOptions(text, others, false) : others;
  if (!present || named === null || named === 'ambiguous') return read;
  return { value: chosenValue(named, false), span: text, from: 0, to: text.length };
}
