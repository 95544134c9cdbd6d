import type { z } from 'zod';
import type { Records } from './ports/records.ts';
import type { Json, JsonObject } from './values/json.ts';

/** What a tool's run is given besides its arguments. */
export interface ToolCall {
  /** The same for every attempt at the same action: pass it on as an idempotency key. */
  readonly key: string;
  /** The agent's clock. */
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** An action shown before it runs, so that a yes is a yes to exactly this. */
export interface Preview {
  readonly title: string;
  /** One sentence a line: what will change, amounts included. */
  readonly lines: readonly string[];
}

/** What a read tool answers for a record that does not exist. */
export const NOT_FOUND = { exists: false } as const;

/** For whom a refusal is worded. */
export interface Refusal {
  /** For the customer; may be shown as it is. */
  readonly tell: string;
  /** For models and people who work here: what stands in the way. */
  readonly detail: string;
}

/**
 * Thrown by a tool that has not done what it was asked, and knows it: the order is delivered, the card was declined.
 *
 * The action ends as `failed`: it is in no doubt, is not run again and counts in no window. Under a key that was
 * used before, it says that no earlier attempt took effect either. Any other error leaves an effect in doubt.
 */
export class NotDone extends Error implements Refusal {
  override readonly name = 'NotDone';
  readonly tell: string;
  readonly detail: string;

  constructor({ tell, detail }: Refusal) {
    super(detail);
    this.tell = tell;
    this.detail = detail;
  }
}

/** The refusal that an error is, else undefined. By its shape: a tool may have come with a copy of this file. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || error.name !== 'NotDone') return undefined;
  const { tell, detail } = error as Error & { readonly tell?: unknown; readonly detail?: unknown };
  return typeof tell === 'string' && typeof detail === 'string' ? { tell, detail } : undefined;
}

/**
 * Something an agent can do. Only `nodes/execute` runs tools with effects.
 *
 * A read answers `NOT_FOUND` for a record that does not exist and throws only when it could not look.
 */
export interface Tool {
  readonly name: string;
  /** For a model: when to use it. */
  readonly description: string;
  /** For people: `cancel the order`. */
  readonly title: string;
  readonly input: z.ZodObject;
  /**
   * What it answers where there is something to answer. Templates are checked against it, and amounts in it
   * say what they are in: `money('USD', 'cents')`. Without it, nothing is known of the fields of the result.
   */
  readonly output?: z.ZodType;
  readonly effects: boolean;
  /**
   * How an effect in doubt is settled, after a crash, an error or a time-out: `key` runs again with the same
   * key, `lookup` asks `happened`, `none` goes to a person. Required when `effects` is true.
   */
  readonly idempotency?: 'key' | 'lookup' | 'none';
  /** Rejects with `NotDone` when nothing of it happened. */
  run(args: JsonObject, call: ToolCall): Promise<Json>;
  /** The result of the effect under this key if it happened, else undefined. Required by `lookup`. */
  happened?(args: JsonObject, call: ToolCall): Promise<Json | undefined>;
  /** Renders the action for a confirmation; without it the arguments are listed. */
  preview?(args: JsonObject, call: ToolCall): Promise<Preview>;
}

/** A fact that is worked out in TypeScript from other facts; throws when it cannot be. */
export interface ComputedFact {
  /** Names of the facts it reads. */
  readonly needs: readonly string[];
  /** Any fact that it needs may be `{ exists: false }`. */
  compute(facts: JsonObject, now: Date): Json;
}

/** What `tools/<agent>/index.ts` exports as `toolset`. */
export interface Toolset {
  readonly tools: readonly Tool[];
  /** Implementations of the catalogue's computed facts, by name. */
  readonly facts: { readonly [name: string]: ComputedFact };
  /** The demo world to start from when no other data is given; deterministic. */
  seed?(): { readonly [collection: string]: { readonly [id: string]: Json } };
}

/** Builds an agent's tools over the records that it may read and change. */
export type ToolsetFactory = (ports: { readonly records: Records }) => Toolset;
