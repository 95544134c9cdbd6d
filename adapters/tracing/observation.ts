import type { LangfuseObservationAttributes, LangfuseObservationType } from '@langfuse/tracing';
import type { Attributes } from '@opentelemetry/api';
import type { Json, JsonObject } from '../../core/values/json.ts';

/** One span before it is redacted and sent. Times are milliseconds since 1970, fractions included. */
export interface Observation {
  readonly id: string;
  readonly name: string;
  readonly type: LangfuseObservationType;
  readonly startedAt: number;
  readonly endedAt: number;
  /** What people and tools said: redacted before it leaves. */
  readonly content: { readonly input?: Json; readonly output?: Json; readonly metadata: JsonObject };
  /** Model, tokens and cost. */
  readonly figures: LangfuseObservationAttributes;
  readonly attributes: Attributes;
  /** An error code, or null. */
  readonly error: string | null;
}

/** Nano-dollars in dollars. */
export function usd(nano: number): number {
  return nano / 1e9;
}
