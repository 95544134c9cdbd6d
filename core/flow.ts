import { z } from 'zod';
import { OUTCOMES } from './turn.ts';
import { MONEY_UNITS } from './values/money.ts';

/**
 * A flow is evaluated from its first step on every call, against what is remembered: a filled slot is
 * not asked, a looked-up record is not looked up again. So a corrected slot corrects everything after it.
 *
 * Texts and arguments are templates: `{order.status}`, `{order.items[].name|list}`, `{total|money}`.
 */
const Name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be snake_case');
const Template = z.string().min(1);

const Choice = z.strictObject({
  value: z.union([z.string(), z.number(), z.boolean()]),
  label: z.string().min(1).describe('What the customer sees.'),
  words: z.array(z.string().min(2)).default([]).describe('Other words that mean this choice.'),
});

export const Condition = z
  .strictObject({
    value: Template.describe('A path in braces, for example `{order.status}`.'),
    is: z.union([z.string(), z.number(), z.boolean()]).optional(),
    isNot: z.union([z.string(), z.number(), z.boolean()]).optional(),
    in: z
      .array(z.union([z.string(), z.number()]))
      .min(1)
      .optional(),
    empty: z
      .boolean()
      .optional()
      .describe('True: nothing there, an empty list or text, or a record that does not exist.'),
  })
  .refine(
    (condition) =>
      [condition.is, condition.isNot, condition.in, condition.empty].filter((test) => test !== undefined)
        .length === 1,
    {
      error: 'needs exactly one of `is`, `isNot`, `in`, `empty`',
    },
  );

const FromList = z.strictObject({
  list: Template.describe('A path to a list or map of records, for example `{order.items}`.'),
  value: Template.describe('What identifies an element, for example `{item_id}`.'),
  label: z
    .union([Template, z.array(Template).min(2)])
    .describe('What the customer sees of an element; of several, the first whose paths are all there.'),
  where: z
    .array(Condition)
    .default([])
    .describe(
      'Only elements for which all of these hold are offered; they read the fields of the element first.',
    ),
  many: z.boolean().default(false).describe('The customer may name several.'),
  none: Template.default('There is nothing to choose from for that at the moment.').describe(
    'Said when no element is left to offer; the flow then ends.',
  ),
});

/** Something only the customer can say, and how it is read from their words. */
export const Slot = z
  .strictObject({
    ask: Template.describe('The question.'),
    retry: Template.optional().describe('The question after an answer that was not understood.'),
    pattern: z
      .string()
      .optional()
      .describe(
        'A regular expression, without flags; case does not matter. Named groups make the value an object.',
      ),
    except: z
      .string()
      .optional()
      .describe(
        'A regular expression: what the pattern has read is no value where this matches it, from the first group to the last.',
      ),
    as: z.string().optional().describe('The value made of the match: `#W{1}`.'),
    defaults: z
      .record(z.string(), z.string())
      .optional()
      .describe('Values of named groups that did not match.'),
    choices: z.array(Choice).min(2).optional(),
    from: FromList.optional(),
    text: z.boolean().optional().describe('The whole answer is the value.'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be a currency such as `USD`')
      .optional()
      .describe('The value is an amount of money in this currency, by ISO 4217: for `|money`.'),
    unit: z
      .enum(MONEY_UNITS)
      .default('whole')
      .describe('What the amount is counted in: `whole` is dollars or euros.'),
    attested: z
      .boolean()
      .default(false)
      .describe('Recorded with its words; rules may read it as a session fact.'),
  })
  .refine(
    (slot) =>
      [slot.pattern, slot.choices, slot.from, slot.text].filter((way) => way !== undefined).length === 1,
    {
      error: 'needs exactly one of `pattern`, `choices`, `from`, `text`',
    },
  );

const Invocation = z.strictObject({
  tool: z.string().min(1),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).default({}),
  as: Name.optional().describe('The name under which later steps read the result.'),
  missing: Name.optional().describe('The slot to ask again when the record does not exist.'),
  denied: z.record(z.string(), Name).default({}).describe('By code of the denial: the slot to ask again.'),
});

/** The outcomes with which a flow can end a turn. */
const FlowEnd = z.enum(OUTCOMES).extract(['answered', 'refused']);
export type FlowEnd = z.output<typeof FlowEnd>;

/** One step of a flow. Exactly one key says what it does. */
export type FlowStep =
  | { ask: string | string[] }
  | { lookup: z.output<typeof Invocation> }
  | { call: z.output<typeof Invocation> }
  | { when: z.output<typeof Condition>; then: FlowStep[]; else?: FlowStep[] | undefined }
  | {
      each: string;
      as: string;
      where: z.output<typeof Condition>[];
      steps: FlowStep[];
      collect: Record<string, string | Record<string, string>>;
    }
  | { confirm: string; else: FlowStep[] }
  | { say: string }
  | { answer: 'knowledge' }
  | { run: string }
  | { escalate: string }
  | { end: FlowEnd };

type StepInput =
  | { ask: string | string[] }
  | { lookup: z.input<typeof Invocation> }
  | { call: z.input<typeof Invocation> }
  | { when: z.input<typeof Condition>; then: StepInput[]; else?: StepInput[] | undefined }
  | {
      each: string;
      as: string;
      where?: z.input<typeof Condition>[] | undefined;
      steps?: StepInput[] | undefined;
      collect?: Record<string, string | Record<string, string>> | undefined;
    }
  | { confirm: string; else?: StepInput[] | undefined }
  | { say: string }
  | { answer: 'knowledge' }
  | { run: string }
  | { escalate: string }
  | { end: FlowEnd };

const Steps: z.ZodType<FlowStep[], StepInput[]> = z.lazy(() => z.array(Step).min(1));

const Step: z.ZodType<FlowStep, StepInput> = z.union([
  z.strictObject({
    ask: z.union([Name, z.array(Name).min(2)]).describe('A slot, or several of which any one will do.'),
  }),
  z.strictObject({ lookup: Invocation.describe('Reads through a tool without effects.') }),
  z.strictObject({ call: Invocation.describe('Acts through a tool with effects; rules judge it first.') }),
  // biome-ignore lint/suspicious/noThenProperty: the author's word, and a list is never called
  z.strictObject({ when: Condition, then: Steps, else: Steps.optional() }),
  z.strictObject({
    each: Template.describe('A path to a list; the steps run once for each element.'),
    as: Name,
    where: z.array(Condition).default([]).describe('Only elements for which all of these hold.'),
    steps: z.lazy(() => z.array(Step)).default([]),
    collect: z
      .record(Name, z.union([Template, z.record(z.string(), Template)]))
      .default({})
      .describe('Lists for later steps, made of one value of each element, or of an object of several.'),
  }),
  z.strictObject({
    confirm: Template.describe('A question answered by yes or no; yes goes on.'),
    else: Steps.default([{ end: 'answered' }]),
  }),
  z.strictObject({ say: Template }),
  z.strictObject({
    answer: z.literal('knowledge').describe('Quotes the passages that fit the message, with citations.'),
  }),
  z.strictObject({ run: z.string().describe('Another flow, with the same memory.') }),
  z.strictObject({ escalate: Template.describe('Calls a person, with this reason.') }),
  z.strictObject({ end: FlowEnd }),
]);

/** Declared steps for the business of an intent. */
export const Flow = z.strictObject({
  about: z.string().min(1).describe('What it does, as in "let us go back to ...": `cancelling your order`.'),
  slots: z.record(Name, Slot).default({}),
  steps: Steps,
});

export type Condition = z.output<typeof Condition>;
export type Slot = z.output<typeof Slot>;
export type Flow = z.output<typeof Flow>;
export type Invocation = z.output<typeof Invocation>;
