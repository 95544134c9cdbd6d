import { z } from 'zod';
import { Condition, Name, Slot, Template, When } from './slots/slot.ts';
import { OUTCOMES } from './turn.ts';

/**
 * A flow is evaluated from its first step on every call, against what is remembered: a filled slot is
 * not asked, a looked-up record is not looked up again. So a corrected slot corrects everything after it.
 *
 * Texts and arguments are templates: `{order.status}`, `{order.items[].name|list}`, `{total|money}`.
 */
const Arguments = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
  .default({});
const Denied = z
  .record(z.string(), Name)
  .default({})
  .describe('By code of the denial: the slot to ask again.');

const Invocation = z.strictObject({
  tool: z.string().min(1),
  with: Arguments,
  as: Name.optional().describe('The name under which later steps read the result.'),
  missing: z
    .union([Name, z.array(Name).min(2)])
    .optional()
    .describe('The slot to ask again when the record does not exist; of several, all are forgotten.'),
  denied: Denied,
});

const Judgement = z
  .strictObject({
    tool: z.string().min(1),
    with: Arguments.describe('The arguments that are known already.'),
    only: z
      .array(z.string().min(1))
      .min(1)
      .optional()
      .describe('Codes of the denials that count; without it, all do.'),
    denied: Denied,
  })
  .superRefine(({ only, denied }, context) => {
    for (const code of Object.keys(denied))
      if (only && !only.includes(code))
        context.addIssue({
          code: 'custom',
          message: 'means nothing: it is not among the codes under `only`',
          path: ['denied', code],
        });
  });

const Computation = z.strictObject({
  function: z.string().min(1),
  with: Arguments,
  as: Name.describe('The name under which later steps read the result.'),
});

/** The outcomes with which a flow can end a turn. */
const FlowEnd = z.enum(OUTCOMES).extract(['answered', 'refused']);
export type FlowEnd = z.output<typeof FlowEnd>;

/** One step of a flow. Exactly one key says what it does. */
export type FlowStep =
  | { ask: string | string[] }
  | { lookup: z.output<typeof Invocation> }
  | { call: z.output<typeof Invocation> }
  | { judge: z.output<typeof Judgement> }
  | { compute: z.output<typeof Computation> }
  | { when: z.output<typeof When>; then: FlowStep[]; else?: FlowStep[] | undefined }
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
  | { judge: z.input<typeof Judgement> }
  | { compute: z.input<typeof Computation> }
  | { when: z.input<typeof When>; then: StepInput[]; else?: StepInput[] | undefined }
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
  z.strictObject({
    judge: Judgement.describe(
      'Ends here what the rules would deny anyway, before the other arguments are asked for. It runs nothing.',
    ),
  }),
  z.strictObject({ compute: Computation.describe('Computes a value by a function of the toolset.') }),
  // biome-ignore lint/suspicious/noThenProperty: the author's word, and a list is never called
  z.strictObject({ when: When, then: Steps, else: Steps.optional() }),
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

export type Flow = z.output<typeof Flow>;
export type Invocation = z.output<typeof Invocation>;
export type Judgement = z.output<typeof Judgement>;
export type Computation = z.output<typeof Computation>;
export { Condition, Slot, When };
