import { z } from 'zod';
import type { Tool } from '../../core/tool.ts';
import type { Json } from '../../core/values/json.ts';
import type { MoneyUnit } from '../../core/values/money.ts';
import { type Shape, TYPE_NAMES } from '../schemas/shape.ts';

/** The part of a tool that a policy needs. */
export type PolicyTool = Pick<Tool, 'name' | 'effects' | 'input'>;

/** A tool's arguments for rules. */
export interface ToolShape {
  readonly effects: boolean;
  readonly shape: Shape;
  readonly required: readonly string[];
}

interface Schema {
  readonly type?: unknown;
  readonly const?: Json;
  readonly enum?: readonly Json[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly items?: Schema;
  readonly currency?: string;
  readonly unit?: MoneyUnit['unit'];
  readonly required?: readonly string[];
}

/** Reads a tool's arguments from its schema. */
export function toolShape({ effects, input }: PolicyTool): ToolShape {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema;
  return { effects, shape: shapeOf(schema), required: schema.required ?? [] };
}

/** The shape of a schema. Unknown parts are left open, so that no false problem is reported. */
function shapeOf({
  type,
  const: only,
  enum: values = only === undefined ? undefined : [only],
  properties,
  items,
  currency,
  unit,
}: Schema): Shape {
  const known = TYPE_NAMES.find((name) => name === type);
  return {
    ...(known === undefined ? {} : { type: known }),
    ...(values === undefined ? {} : { enum: values }),
    ...(properties === undefined
      ? {}
      : {
          properties: Object.fromEntries(
            Object.entries(properties).map(([name, inner]) => [name, shapeOf(inner)]),
          ),
        }),
    ...(items === undefined ? {} : { items: shapeOf(items) }),
    ...(currency === undefined ? {} : { currency, unit }),
  };
}
