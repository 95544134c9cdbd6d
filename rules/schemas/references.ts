import type { FactReference } from './rules-schema.ts';

/** Claims that a value is another fact's, not a constant. */
export function isReference(value: unknown): value is FactReference {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && 'fact' in value;
}
