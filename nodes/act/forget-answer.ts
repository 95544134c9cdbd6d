import type { FlowFrame } from '../../core/flow-memory.ts';
import { own } from '../../core/values/own.ts';
import type { FlowEffect } from './flow-effect.ts';

/**
 * The memory without answers that came to nothing, for another question. An answer that was denied is not offered
 * again. The failed attempts count for the first slot.
 */
export function forgetAnswer(
  frame: FlowFrame,
  { slots: asked, forget, tell }: Extract<FlowEffect, { do: 'ask-again' }>,
): FlowFrame {
  const [first = ''] = asked;
  // A slot named without an element is cleared for every element of an `each`.
  const kept = Object.entries(frame.slots).filter(
    ([key]) => !asked.some((slot) => key === slot || key.startsWith(`${slot}@`)),
  );
  const { [forget]: _result, ...results } = frame.results;
  const { [forget]: _denial, ...denied } = frame.denied;
  const attempts = { ...frame.attempts, [first]: (own(frame.attempts, first) ?? 0) + 1 };
  const memory = { ...frame, slots: Object.fromEntries(kept), results, denied, attempts };
  return tell === null ? memory : { ...memory, refused: refusedToo(frame, asked) };
}

function refusedToo(frame: FlowFrame, slots: readonly string[]): NonNullable<FlowFrame['refused']> {
  const chosen = slots.flatMap((slot) => {
    const value = own(frame.slots, slot);
    return value === undefined ? [] : [[slot, [...(own(frame.refused, slot) ?? []), value]] as const];
  });
  return { ...frame.refused, ...Object.fromEntries(chosen) };
}
