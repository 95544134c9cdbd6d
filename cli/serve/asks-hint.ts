import type { Asks } from '../../core/turn.ts';

/** The possible answers in one line; null if the question says it all. */
export function asksHint(asks: Asks | null): string | null {
  if (!asks) return null;
  const { kind, options, many, slots } = asks;
  if (kind === 'which-intent') return options.map(({ label }) => label).join(' | ');
  if (options.length === 0) return slots.length > 1 ? slots.map(plainName).join(' or ') : null;
  const numbers = options.length === 1 ? '1' : `1 to ${options.length}`;
  return `${numbers}, or its words${many ? '; several are possible' : ''}`;
}

const plainName = (slot: string) => slot.replaceAll('_', ' ');
