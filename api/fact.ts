import type { z } from 'zod';
import { type ComputedFact, NOT_FOUND } from '../core/tool.ts';
import { isJsonObject, type Json } from '../core/values/json.ts';
import { own, setOwn } from '../core/values/own.ts';
import { faultsText } from '../core/values/schema-faults.ts';

/** The facts that a computed fact reads, by name, each with its shape. */
export interface Needs {
  readonly [fact: string]: z.ZodType;
}

/**
 * A fact for rules that is worked out from other facts: per item, or by arithmetic.
 *
 * Where something that it needs does not exist, it does not exist either. Where something it needs has another
 * shape it throws, and rules that read it call a person.
 */
export function fact<const N extends Needs>(
  needs: N,
  compute: (facts: { readonly [name in keyof N]: z.output<N[name]> }, now: Date) => Json,
): ComputedFact {
  return {
    needs: Object.keys(needs),
    compute(given, now) {
      const values: { [name: string]: unknown } = {};
      for (const [name, schema] of Object.entries(needs)) {
        const value = own(given, name);
        const parsed = schema.safeParse(value);
        if (parsed.success) setOwn(values, name, parsed.data);
        else if (doesNotExist(value)) return NOT_FOUND;
        else
          throw new Error(
            `the fact \`${name}\` has another shape: ${faultsText(parsed.error.issues, value)}`,
          );
      }
      return compute(values as Parameters<typeof compute>[0], now);
    },
  };
}

function doesNotExist(value: Json | undefined): boolean {
  return isJsonObject(value) && value['exists'] === false;
}
