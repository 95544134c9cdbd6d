import { z } from 'zod';

const Kebab = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be kebab-case');
const File = z.string().min(1).describe('Beside this file, one JSON object a line.');

const named = {
  name: Kebab.describe('In reports and in the baseline.'),
  atLeast: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('The share of rows that must be right whatever the baseline says.'),
};

const Dataset = z.discriminatedUnion('kind', [
  z.strictObject({ ...named, kind: z.literal('intents'), file: File }),
  z.strictObject({ ...named, kind: z.literal('retrieval'), file: File }),
  z.strictObject({ ...named, kind: z.literal('policy') }),
  z.strictObject({
    ...named,
    kind: z.literal('runs'),
    file: File,
    db: z
      .string()
      .min(1)
      .optional()
      .describe('The records that each run starts from, as JSON beside this file; else the demo world.'),
  }),
]);

/** `evals/<agent>/suite.yaml`: data sets beside the scenarios, and repetitions. */
export const SuiteFile = z.strictObject({
  datasets: z
    .array(Dataset)
    .default([])
    .describe(
      'Rows that are judged one by one: `intents` `{text, label}`, `retrieval` `{query, context?, passages}`, `policy` every case beside the rules, `runs` recorded conversations.',
    ),
  repeats: z
    .int()
    .min(1)
    .max(10)
    .default(1)
    .describe('Times each scenario is run; it passes when every run does.'),
});

export type Suite = z.output<typeof SuiteFile>;
export type Dataset = z.output<typeof Dataset>;

/** A row of a data set of messages. */
export const IntentRow = z.strictObject({ text: z.string().trim().min(1), label: z.string().min(1) });

/** A row of a data set of questions; `context` has the earlier messages, oldest first. */
export const RetrievalRow = z.strictObject({
  query: z.string().trim().min(1),
  context: z
    .union([z.string().transform((text) => [text]), z.array(z.string())])
    .optional()
    .transform((context) => context ?? []),
  passages: z.array(z.string().min(1)).min(1),
});
