import type { Message, Told } from '../../../core/message.ts';
import { isKnown } from './since-before.ts';

/** The pieces that the model does not know yet from these messages. */
export function newContext(pieces: readonly Told[], messages: readonly Message[]): readonly Told[] {
  const told = messages.flatMap((message) => message.told ?? []);
  const all = new Set(told.map(keyOf));
  const newest = new Map(told.map((piece) => [originOf(piece), piece.text]));
  return pieces.filter((piece) => {
    if (piece.source === 'customer') return !isKnown(piece.text, messages);
    if (piece.source === 'day') return !newest.has(originOf(piece));
    // Of what changes, the newest counts: what was so before, and is so again, is told again.
    if (piece.source === 'situation') return newest.get(originOf(piece)) !== piece.text;
    return !all.has(keyOf(piece));
  });
}

const originOf = ({ source, provenance }: Told): string => `${source}/${provenance}`;
const keyOf = (piece: Told): string => `${originOf(piece)}/${piece.text}`;
