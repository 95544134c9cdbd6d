import type { z } from 'zod';
import type { Json, JsonObject } from './json.ts';
import type { Records } from './ports/records.ts';

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
  readonly effects: boolean;
  /**
   * How a crash between an effect and its record is settled: `key` runs again with the same key,
   * `lookup` asks `happened`, `none` goes to a person. Required when `effects` is true.
   */
  readonly idempotency?: 'key' | 'lookup' | 'none';
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
