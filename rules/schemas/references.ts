import type { FactReference } from './rules-schema.ts';

/** True if a rule's value is a reference to a fact, not a constant. */
export function isReference(value: unknown): value is FactReference {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'fact' in value;
}
