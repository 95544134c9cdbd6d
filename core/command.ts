import { z } from 'zod';
import type { Span } from './span.ts';

/** The commands that say all by themselves. */
export const BARE_COMMANDS = ['affirm', 'decline', 'person', 'unclear'] as const;

/** The commands that are about an intent, a slot, a goal or a question. */
export const COMMANDS_ABOUT = ['begin', 'set', 'correct', 'pick', 'drop', 'ask', 'courtesy'] as const;

/** Every kind of command: a message is read into these only, and only they change what the agent does. */
export const COMMANDS = [...COMMANDS_ABOUT, ...BARE_COMMANDS] as const;

/**
 * Reasons for which a reading lost. `threshold`: its confidence is below the intent's own. `surer`: another intent is
 * surer. `close`: two intents are about as likely, and the customer is asked. `answer`: the message was read as an
 * answer first. `overlap`: another value explains more of the same words. `more`: these words are no part of a yes.
 */
export const LOSSES = ['threshold', 'surer', 'close', 'answer', 'overlap', 'more'] as const;

/** From the first UTF-16 unit to the one after the last. */
const Part = z.tuple([z.number(), z.number()]).readonly();
const Parts = z.array(Part).readonly();

const READ = {
  /** Set, corrected or picked, unless it is written in the message just so. */
  value: z.string().nullable(),
  /** Parts of the message; empty if an earlier message said it. */
  parts: Parts,
  /** A guess's calibrated confidence; 1 for a reading by words alone. */
  confidence: z.number(),
};
const About = z.object({ kind: z.enum(COMMANDS_ABOUT), of: z.string(), ...READ });
const Bare = z.object({ kind: z.enum(BARE_COMMANDS), of: z.null(), ...READ });
const Lost = z.object({ kind: z.enum(COMMANDS), of: z.string().nullable(), ...READ, why: z.enum(LOSSES) });

/** The reading of one message: commands, readings that lost, and content words that no command explains. */
export const Heard = z.object({
  commands: z.array(z.discriminatedUnion('kind', [About, Bare])).readonly(),
  lost: z.array(Lost).readonly(),
  unexplained: Parts,
});

export type Heard = z.output<typeof Heard>;
/** One command, with the words that it was read from. */
export type Command = Heard['commands'][number];
/** A reading that did not become a command. */
export type LostReading = Heard['lost'][number];
/** The commands of a reading, and other readings that lost. */
export interface ReadCommands {
  readonly commands: readonly Command[];
  readonly lost?: readonly LostReading[];
}

export type Part = z.output<typeof Part>;

export const partOf = ({ from, to }: Span): Part => [from, to];
