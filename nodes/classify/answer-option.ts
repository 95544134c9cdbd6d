import type { Slot } from '../../core/flow.ts';
import type { FlowFrame } from '../../core/flow-memory.ts';
import type { Option, Pending } from '../../core/state.ts';
import { chooseOptions, chosenValue } from '../../hearing/choose-option.ts';
import { keptRest, presentVariant } from '../../hearing/mentions/keep-rest.ts';
import { meansOther, presentOption } from '../../hearing/mentions/present-option.ts';
import { readMentions } from '../../hearing/mentions/read-mentions.ts';
import { type ReadContext, type ReadSlot, readAsked } from '../../hearing/read-slot.ts';

type Question = Extract<Pending, { kind: 'question' }>;

/**
 * Reads the answer to a question. "The other one" is the one that no record of the errand has yet, "black, the rest the
 * same" the variant that is like the present one in all else.
 */
export function readAnswer(
  text: string,
  slot: Slot,
  { options, many }: Question,
  { frame, key }: { readonly frame: FlowFrame; readonly key: string },
  context: ReadContext,
): ReadSlot | 'ambiguous' | null {
  const read = readAsked(text, slot, options, many, context);
  const variant = read === 'ambiguous' && !many ? likePresent(text, options, { frame, key }, context) : null;
  if (variant) return { value: chosenValue([variant], false), span: text, from: 0, to: text.length };
  if (slot.type !== 'option' || many || (read !== null && read !== 'ambiguous') || !meansOther(text))
    return read;
  const present = presentOption(frame, options);
  const others = options.filter((option) => option !== present);
  const named = others.length > 1 ? chooseOptions(text, others, false, [], context.language) : others;
  if (!present || named === null || named === 'ambiguous') return read;
  return { value: chosenValue(named, false), span: text, from: 0, to: text.length };
}

function likePresent(
  text: string,
  options: readonly Option[],
  { frame, key }: { readonly frame: FlowFrame; readonly key: string },
  { language }: ReadContext,
): Option | null {
  const mention = readMentions(text, options, { many: false, language });
  return mention.kind === 'ambiguous' ? keptRest(text, mention.candidates, presentVariant(frame, key)) : null;
}
