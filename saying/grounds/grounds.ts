import type { ActionWords } from '../../core/tool.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import type { TriedClaim } from '../possible/tried-claims.ts';

/** An action of a thread, with the words that name it. */
export interface Deed {
  readonly name: string;
  readonly arguments: JsonObject;
  readonly words: ActionWords;
  /** The tool's result; null if it did not run. */
  readonly result: Json;
}

/** All that a reply may rest on. Amounts are in whole money. */
export interface Grounds {
  /** Executed in this thread, the oldest first. */
  readonly executed: readonly Deed[];
  /** Denied, declined or without effect in this turn, and not done since. */
  readonly refused: readonly Deed[];
  /** Results of reads and of actions, and the arguments of reads. */
  readonly records: readonly Json[];
  /** Passages, rules in plain words, reasons, and the wording of authors. */
  readonly texts: readonly string[];
  /** The passages among the texts, each with its heading first. Absent: there are none. */
  readonly passages?: readonly string[];
  /** Earlier replies. Their values may be said again; they ground no other statement. */
  readonly replies: readonly string[];
  /** The customer's messages. They may be repeated as theirs, and ground no statement. */
  readonly said: readonly string[];
  /** The words of all effects of the agent's tools: verbs of one tool stand for each other. */
  readonly deeds: readonly ActionWords[];
  /** Claims that something is possible, with what the rules say of each. Absent: nothing was tried. */
  readonly tried?: readonly TriedClaim[];
  /** True if a person was called in this thread. */
  readonly escalated: boolean;
}
