import type { LangfuseObservationAttributes, LangfuseObservationType } from '@langfuse/tracing';
import type { Attributes } from '@opentelemetry/api';
import type { Json, JsonObject } from '../../core/values/json.ts';

/** One span before redaction. Times are milliseconds since 1970, with fractions. */
export interface Observation {
  readonly id: string;
  readonly name: string;
  readonly type: LangfuseObservationType;
  readonly startedAt: number;
  readonly endedAt: number;
  /** Texts of people and tools; redacted before they are sent. */
  readonly content: { readonly input?: Json; readonly output?: Json; readonly metadata: JsonObject };
  /** Model, tokens and cost. */
  readonly figures: LangfuseObservationAttributes;
  readonly attributes: Attributes;
  /** An error code, or null. */
  readonly error: string | null;
}

/** Converts nano-dollars to dollars. */
export function usd(nano: number): number {
  return nano / 1e9;
}
