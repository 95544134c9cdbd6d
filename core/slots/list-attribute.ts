import { z } from 'zod';
import { MONEY_UNITS } from '../values/money.ts';

/** The kinds of values by which the options of a list are compared. */
const ATTRIBUTE_TYPES = ['money', 'time', 'date', 'integer', 'text'] as const;

const Words = z.array(z.string().min(2)).default([]);

/** Something by which a customer narrows a list, or chooses from it: "before 10am", "the cheapest". */
export const ListAttribute = z
  .strictObject({
    value: z.string().min(1).describe('A path to its value in an element: `{prices.economy}`.'),
    type: z
      .enum(ATTRIBUTE_TYPES)
      .describe(
        'The kind of value. `time`: 14:00, 2:00 PM, 14:00:00+1 or a timestamp. `date`: 2024-05-20 or a timestamp.',
      ),
    words: Words.describe(
      'Words that name it, beside its own name: `[leave, leaves]` for "that leaves at 14:00".',
    ),
    least: Words.describe('Words for the least of it, beside those of its type: `[shortest, fastest]`.'),
    most: Words.describe('Words for the most of it, beside those of its type: `[longest]`.'),
    means: z
      .record(z.string(), z.array(z.string().min(2)).min(1))
      .default({})
      .describe("Words for one of its values: `'0': [nonstop, direct]`."),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be a currency such as `USD`')
      .optional()
      .describe('For `money`: the currency, by ISO 4217.'),
    unit: z.enum(MONEY_UNITS).optional().describe('For `money`: what the value is counted in.'),
  })
  .superRefine((attribute, context) => {
    const report = (message: string, ...path: readonly string[]) =>
      context.addIssue({ code: 'custom', message, path: [...path] });
    const { type, currency, unit, means } = attribute;
    if (type === 'money' && currency === undefined)
      report('needs `currency`, because its type is `money`', 'type');
    for (const [key, given] of Object.entries({ currency, unit }))
      if (type !== 'money' && given !== undefined)
        report(`means something only with \`type: money\`, and this attribute is \`${type}\``, key);
    if (type !== 'integer' && type !== 'text' && Object.keys(means).length > 0)
      report('means something only with `type: integer` or `text`', 'means');
    for (const value of Object.keys(means))
      if (type === 'integer' && !/^-?\d{1,9}$/.test(value)) report('must be an integer', 'means', value);
  });

export type ListAttribute = z.output<typeof ListAttribute>;

/** The attributes of a list, by name, in the order of their declaration. */
export type ListAttributes = { readonly [name: string]: ListAttribute };

/** An option's values by which it is compared: minutes for a time, days for a date. */
export type AttributeValues = { readonly [name: string]: number | string };

/** The name of an attribute for people. */
export const attributeName = (name: string): string => name.replaceAll('_', ' ');
