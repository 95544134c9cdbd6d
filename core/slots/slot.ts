import { z } from 'zod';
import { MONEY_UNITS } from '../values/money.ts';
import { ListAttribute } from './list-attribute.ts';
import { slotProblems } from './slot-keys.ts';
import { SLOT_TYPES } from './slot-types.ts';

export const Name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'must be snake_case');
export const Template = z.string().min(1);

/** A declared value that a customer can choose. */
export const Choice = z.strictObject({
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
    atLeast: z.number().optional().describe('It holds for this number and greater ones.'),
    atMost: z.number().optional().describe('It holds for this number and smaller ones.'),
    empty: z
      .boolean()
      .optional()
      .describe('True: nothing there, an empty list or text, or a record that does not exist.'),
  })
  .refine(
    ({ value: _value, ...tests }) => Object.values(tests).filter((test) => test !== undefined).length === 1,
    { error: 'needs exactly one of `is`, `isNot`, `in`, `atLeast`, `atMost`, `empty`' },
  );

const Conditions = z.array(Condition).min(2);

/** The condition of a branch. */
export const When = z.union([
  Condition,
  z.strictObject({ all: Conditions.describe('Conditions that must all hold.') }),
  z.strictObject({ any: Conditions.describe('Conditions of which one must hold.') }),
]);

const FromList = z
  .strictObject({
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
    none: Template.optional().describe(
      'Said when no element is left to offer; the flow then ends. Without it, `says.noChoices` of the agent.',
    ),
    attributes: z
      .record(Name, ListAttribute)
      .refine((attributes) => Object.keys(attributes).length > 0, 'needs an attribute')
      .optional()
      .describe(
        'By what a customer narrows the list or chooses from it. Five are then shown at once, in the order of the list.',
      ),
  })
  .refine(({ many, attributes }) => !many || attributes === undefined, {
    error: 'cannot stand beside `many: true`: what narrows a list chooses one of it',
    path: ['attributes'],
  });

const KnownPerson = z.strictObject({
  from: Template.describe('A path to a record of a person, or to a list of them: `{user.saved_passengers}`.'),
  first: Template.describe('The first name, from the record: `{first_name}`.'),
  last: Template.describe('The last name, from the record.'),
  values: z
    .record(Name, Template)
    .default({})
    .describe('What the record knows for slots that are `of` this list: `{ born: "{dob}" }`.'),
  words: z
    .array(z.string().min(2))
    .default([])
    .describe('What customers call the one person of this record: `[me, myself]`.'),
});

/** Something only the customer can say, and how it is read from their words. */
export const Slot = z
  .strictObject({
    type: z
      .enum(SLOT_TYPES)
      .meta({
        missing:
          'say what it holds: a slot with `pattern` is `type: id`, with `choices` `type: choice`, with `from` `type: option`, and one whose whole answer counts `type: text`',
      })
      .describe(
        'The kind of value: `id` is read by a `pattern`, `choice` from declared `choices`, `option` from a list of records (`from`), `text` is the whole answer.',
      ),
    ask: Template.describe('The question.'),
    retry: Template.optional().describe('The question after an answer that was not understood.'),
    unknown: Template.optional().describe(
      'The question after "I do not know": the next way to say it. Without it, `retry`.',
    ),
    why: Template.optional().describe('The answer to a customer who asks why this is needed.'),
    unasked: z
      .boolean()
      .optional()
      .describe(
        'False: only an answer to the question fills it. True: a value anywhere in a message does, also of a type that is otherwise read only when asked.',
      ),
    words: z
      .array(z.string().min(2))
      .min(1)
      .optional()
      .describe(
        'Unasked, a value counts only after one of these: `[limit, to]` for "raise my limit to 2000".',
      ),
    counts: z
      .array(z.string().min(2))
      .min(1)
      .optional()
      .describe(
        'For `integer` and `number`: unasked, a number counts before one of these too: `[bag, bags]` for "two more bags".',
      ),
    pattern: z
      .string()
      .optional()
      .describe(
        'For `id`: a regular expression, without flags; case does not matter. Named groups make the value an object.',
      ),
    except: z
      .string()
      .optional()
      .describe(
        'A regular expression: what the pattern has read is no value where this matches it, from the first group to the last.',
      ),
    as: z.string().optional().describe('The value made of the match: `#W{1}`, or `{1|upper}` in capitals.'),
    defaults: z
      .record(z.string(), z.string())
      .optional()
      .describe('Values of named groups that did not match.'),
    choices: z.array(Choice).min(2).optional(),
    choicesFrom: Name.optional().describe('For `choice`: the name of a list under `lists` of the agent.'),
    otherwise: z
      .union([z.string(), z.number(), z.boolean()])
      .optional()
      .describe(
        'For `choice`: the value of the choice that a reason in other words means: "because I have to work".',
      ),
    from: FromList.optional(),
    min: z.number().optional().describe('The least number or amount, in `unit`.'),
    max: z.number().optional().describe('The greatest number or amount, in `unit`.'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be a currency such as `USD`')
      .optional()
      .describe('For `money`: the currency, by ISO 4217.'),
    unit: z
      .enum(MONEY_UNITS)
      .optional()
      .describe('For `money`: what the value is counted in. `whole`, the default, is dollars or euros.'),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, 'must be a country such as `US`')
      .optional()
      .describe(
        'For `phone`: the country of numbers without a country code. For `date`: with `US`, 3/4 is the fourth of March, elsewhere the third of April; without it, 3/4 is not read.',
      ),
    when: z
      .enum(['future', 'past', 'birth'])
      .optional()
      .describe(
        'For `date`: a day without a year is the next one, or the last one; without it, the nearest. With `future`, a day that has passed is no value. A day of `birth` has a year, and lies in the past.',
      ),
    many: z
      .literal(true)
      .optional()
      .describe('A list of such values, collected from one message or from several.'),
    count: Template.optional().describe(
      'How many the list must have: `{passenger_count}`. Without it, one is enough.',
    ),
    more: Template.optional().describe(
      'The question when the list has too few. `{number}` is that of the next one, `{left}` how many are missing.',
    ),
    tooMany: Template.optional().describe(
      'The question when the list has more than `count`: which of these, which are listed. `{number}` is how many.',
    ),
    part: Template.optional().describe(
      'For `person-name` with `many`: the question for the full name of somebody of whom only `{said}` was said.',
    ),
    known: z
      .array(KnownPerson)
      .min(1)
      .optional()
      .describe(
        'For `person-name` with `many`: persons of records, who are offered and known by their first name.',
      ),
    of: Name.optional().describe(
      'The list of which this is a value for each element: `passengers`. It is asked inside an `each` over that list.',
    ),
    attested: z
      .boolean()
      .default(false)
      .describe('Recorded with its words; rules may read it as a session fact.'),
  })
  .superRefine((slot, context) => {
    for (const { message, path } of slotProblems(slot)) context.addIssue({ code: 'custom', message, path });
  });

export type Choice = z.output<typeof Choice>;
export type Condition = z.output<typeof Condition>;
export type When = z.output<typeof When>;
export type Slot = z.output<typeof Slot>;
export type KnownPerson = z.output<typeof KnownPerson>;
