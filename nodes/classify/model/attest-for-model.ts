import type { Goals } from '../../../core/goal.ts';
import { attestSaid } from '../../../hearing/attested/attest-said.ts';
import { slotCommand } from '../../../hearing/commands/make-commands.ts';
import { languageOf } from '../../../hearing/consent/consent-grammar.ts';
import type { ClassifyOptions, ClassifyState, ClassifyUpdate } from '../classify-options.ts';

/**
 * Reads the attested slots of the goals that a model works on. A flow reads those of its own, and asks for them; nobody
 * but the customer's words may set them for a model.
 */
export function attestForModel(
  { attested, confirmation, zone }: Pick<ClassifyOptions, 'attested' | 'confirmation' | 'zone'>,
  state: ClassifyState,
  update: ClassifyUpdate,
  now: Date,
): ClassifyUpdate {
  const goals: Goals = update.goals ?? state.goals;
  const slots = attested(goals);
  if (slots.size === 0) return update;
  const { turn_id, text, unclaimed } = state;
  const context = { now, zone, confirmation, language: languageOf(confirmation) };
  const words = [text, unclaimed].map((said) => ({ turn_id, text: said }));
  const { session, said } = attestSaid(update.session ?? state.session, words, slots, context);
  const commands = said.map(({ slot, read }) => slotCommand('set', slot, read, text));
  return { ...update, session, commands: [...update.commands, ...commands] };
}
