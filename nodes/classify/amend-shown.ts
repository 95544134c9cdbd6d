import { currentFlow, lapse, withFlow } from '../../core/goal.ts';
import { isJsonObject, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { partCommand } from '../../hearing/commands/make-commands.ts';
import { amendAddress } from '../../hearing/values/amend-address.ts';
import type { Address } from '../../hearing/values/read-addresses.ts';
import type { Answer } from './answer-slot.ts';
import type { PendingOptions, PendingState } from './pending-options.ts';

/** Puts one part of a shown value right: "yes, but apt 5". The action is shown again. Null if the message is not that. */
export function amendShown(
  text: string,
  { goals }: PendingState,
  { reach }: Pick<PendingOptions, 'reach'>,
): Answer | null {
  const frame = currentFlow(goals);
  for (const [name, { type, attested }] of reach.get(frame?.flow ?? '')?.slots ?? []) {
    const value = type === 'address' && !attested ? own(frame?.slots, name) : undefined;
    const amended = isAddress(value) ? amendAddress(text, value) : null;
    if (!frame || !amended) continue;
    const slots = { ...frame.slots, [name]: amended.address };
    return {
      kind: 'settled',
      update: {
        commands: [partCommand('correct', name, [amended.span])],
        reading: 'answer',
        pending: null,
        goals: lapse(withFlow(goals, { ...frame, slots })),
      },
    };
  }
  return null;
}

const isAddress = (value: Json | undefined): value is Address =>
  value !== undefined && isJsonObject(value) && typeof value['address1'] === 'string';
