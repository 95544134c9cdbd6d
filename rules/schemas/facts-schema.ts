import { z } from 'zod';
import { MONEY_UNITS } from '../../core/values/money.ts';
import { PlainPath } from './rules-schema.ts';
import { type Shape as ShapeType, TYPE_NAMES } from './shape.ts';

const Type = z.enum(TYPE_NAMES);
const Types = z.union([Type, z.array(Type).min(1)]).describe('Type of JSON Schema, or a list of them.');

const insides = () => ({
  enum: z
    .array(z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .min(1)
    .optional()
    .describe('All values that it can have.'),
  properties: z
    .record(z.string(), Shape)
    .optional()
    .describe('What is inside an object; a path to anything else is an error.'),
  additionalProperties: Shape.optional().describe(
    'What is inside an object under keys that are not known beforehand.',
  ),
  items: Shape.optional().describe('What is inside a list.'),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be a currency such as `USD`')
    .optional()
    .describe('It is an amount of money in this currency, by ISO 4217.'),
  unit: z
    .enum(MONEY_UNITS)
    .optional()
    .describe('What the amount is counted in: `whole` is dollars or euros.'),
});

const Shape: z.ZodType<ShapeType> = z.lazy(() => z.strictObject({ type: Types.optional(), ...insides() }));

const Binding = z.strictObject({
  fact: z.string().min(1),
  path: PlainPath.optional(),
  each: z
    .literal(true)
    .optional()
    .describe('The fact is a list: one record for each of its entries, in its order.'),
});
export type Binding = z.output<typeof Binding>;

const Amount = z.union([
  z.strictObject({ path: PlainPath.describe('Where in the arguments of each action.') }),
  z.strictObject({
    fact: z.string().min(1).describe('A fact by which each action was judged.'),
    path: PlainPath.optional(),
  }),
]);

const Source = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('arguments'),
    path: PlainPath.describe('Where in the arguments of the action.'),
  }),
  z.strictObject({
    from: z.literal('session'),
    key: z.string().min(1).describe('What is trusted about this thread.'),
  }),
  z.strictObject({
    from: z.literal('history'),
    tool: z.string().min(1).describe('How often this tool ran earlier in this thread.'),
  }),
  z.strictObject({
    from: z.literal('window'),
    tools: z
      .array(z.string().min(1))
      .min(1)
      .describe("Which of the customer's actions count, in this thread and others, done or in flight."),
    hours: z.number().positive().max(8784).describe('How long ago they may have been judged.'),
    sum: Amount.optional().describe('What of each is added up; without it they are counted.'),
  }),
  z.strictObject({
    from: z.literal('record'),
    tool: z.string().min(1).describe('The read that answers the record.'),
    with: z.record(z.string(), Binding).describe('Its arguments, each bound to a fact.'),
  }),
  z.strictObject({ from: z.literal('computed') }),
]);
export type FactSource = z.output<typeof Source>;

/** One fact: its type and its source. */
export const Fact = z.strictObject({
  type: Types,
  meaning: z.string().min(10).describe('What it says, in one sentence.'),
  source: Source,
  ...insides(),
});
export type Fact = z.output<typeof Fact>;

const Stake = z.strictObject({
  tools: z.array(z.string().min(1)).min(1).describe('The actions that it is about.'),
  fact: z.string().min(1).describe('The fact that holds the amount.'),
  path: PlainPath.optional(),
  unit: z.enum(['dollars', 'cents']).default('dollars').describe('What the amount is counted in.'),
});
export type Stake = z.output<typeof Stake>;

/** `policies/<agent>/facts.json`: the catalogue of facts that rules may read. */
export const FactsFile = z.strictObject({
  $schema: z.string().optional(),
  facts: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be snake_case'), Fact),
  stakes: z
    .array(Stake)
    .default([])
    .describe(
      'The money at stake in actions, which `policy backtest` adds up; an action without it is left out.',
    ),
});
export type FactsFile = z.output<typeof FactsFile>;
