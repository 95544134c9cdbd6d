import { z } from 'zod';
import { DECISIONS } from '../../core/verdict.ts';
import { OPERATOR_NAMES } from './operators.ts';
import { PLAIN_PATH } from './path.ts';

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A plain path, as authors write it. */
export const PlainPath = z
  .string()
  .regex(PLAIN_PATH, 'must be a plain path such as `$.status` or `$.items[0].price`')
  .describe('Where in the fact. Names and positions only: filters and wildcards are not evaluated.');

/** A reference to another fact instead of a constant. */
export const FactReference = z.strictObject({ fact: z.string().min(1), path: PlainPath.optional() });
export type FactReference = z.output<typeof FactReference>;

const Leaf = z.strictObject({
  fact: z.string().min(1).describe('A fact of `facts.json`.'),
  path: PlainPath.optional(),
  operator: z
    .enum(OPERATOR_NAMES)
    .describe('How the fact is compared. Values of different types are never compared.'),
  value: z
    .union([Scalar, z.array(Scalar), FactReference])
    .describe('What it is compared with: a constant, a list, or another fact.'),
});

const NOT_EMPTY = 'must not be empty: nothing to test would count as true';

/** The conditions of a rule. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | LeafCondition;

/** One comparison. */
export type LeafCondition = z.output<typeof Leaf>;

const Condition: z.ZodType<Condition> = z.lazy(() => z.union([All, Any, Not, Leaf]));
const All = z.strictObject({ all: z.array(Condition).min(1, NOT_EMPTY) });
const Any = z.strictObject({ any: z.array(Condition).min(1, NOT_EMPTY) });
const Not = z.strictObject({ not: Condition });

const EventParams = z.strictObject({
  code: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/)
    .describe('Names the fault for programs: `cancel_not_pending`.'),
  tell: z.string().min(1).describe('What the customer may be told.'),
});

const Changes = z.record(z.string(), z.union([Scalar, FactReference]));

const RuleEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('deny'),
    params: EventParams.extend({
      about: z
        .literal('identity')
        .optional()
        .describe(
          'The rule protects a record from other customers: no other denial of the action is told beside it.',
        ),
    }),
  }),
  z.strictObject({ type: z.enum(['review', 'confirm']), params: EventParams }),
  z.strictObject({
    type: z.literal('modify'),
    params: EventParams.extend({ set: Changes.describe('Arguments of the action and what they become.') }),
  }),
]);

/** One rule, in the format of json-rules-engine. */
export const Rule = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    .describe('Unique among all rules of the agent; kebab-case.'),
  why: z.string().min(10).describe('The reason in plain words, for colleagues, reviewers and the model.'),
  conditions: z.union([All, Any, Not]),
  event: RuleEvent,
});
export type Rule = z.output<typeof Rule>;

/** `policies/<agent>/<topic>.rules.json`. */
export const RulesFile = z.strictObject({
  $schema: z.string().optional(),
  appliesTo: z.strictObject({
    tools: z
      .array(z.string())
      .min(1, 'must name at least one tool')
      .describe('The actions that these rules are about.'),
  }),
  default: z
    .enum(DECISIONS)
    .exclude(['modify'])
    .describe('What becomes of these actions when no rule of this file fires.'),
  rules: z.array(Rule),
});
export type RulesFile = z.output<typeof RulesFile>;
