import type { LostReading, ReadCommands } from '../../core/command.ts';
import type { MessageIntents } from '../read-intent.ts';
import { partCommand } from './make-commands.ts';

/** A less likely guess says nothing of a message. */
const LEAST = 0.05;

/** The readings of a classified message that did not become commands. */
export function lostReadings(
  { main, wishes, between, lost: clauses }: MessageIntents,
  { commands, lost = [] }: ReadCommands,
): readonly LostReading[] {
  const heard = new Set(commands.map(({ of }) => of));
  const why = (name: string, isBest: boolean): LostReading['why'] => {
    if (between?.includes(name)) return 'close';
    if (wishes.some(({ intent }) => intent === name)) return 'answer';
    return isBest ? 'threshold' : 'surer';
  };
  const guesses = main.guesses.flatMap(({ name, confidence }, index) =>
    heard.has(name) || confidence < LEAST
      ? []
      : [{ ...partCommand('begin', name, [], confidence), why: why(name, index === 0) }],
  );
  return [...lost, ...clauses.filter(({ of }) => !heard.has(of)), ...guesses];
}
