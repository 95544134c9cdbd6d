import { z } from 'zod';
import { DECISIONS } from '../../core/verdict.ts';

const JsonObject = z.record(z.string(), z.json());
const History = z.array(z.strictObject({ name: z.string(), arguments: JsonObject }));

/** The time at which a case is judged if neither the case, its file nor a fixed clock gives one, so that cases do not age. */
export const CASES_NOW = '2026-01-01T12:00:00Z';

const Now = z.iso
  .datetime({ offset: true })
  .optional()
  .describe(
    `When it is judged; without it at the agent's fixed clock, and with \`clock: system\` at \`${CASES_NOW}\`.`,
  );

const World = {
  now: Now,
  session: JsonObject.default({}).describe(
    'What is trusted about the thread: who the customer is, what they said.',
  ),
  facts: JsonObject.default({}).describe(
    'Facts by name, instead of reading them; `order.status` changes one part.',
  ),
};

const Case = z.strictObject({
  name: z.string().min(5).describe('What the case shows, as a sentence.'),
  action: z.strictObject({ name: z.string(), arguments: JsonObject }),
  ...World,
  history: History.default([]).describe('Actions that ran earlier in the thread.'),
  approved: z.boolean().default(false).describe('A person has approved exactly this action.'),
  expect: z.strictObject({
    decision: z.enum(DECISIONS),
    rules: z.array(z.string()).describe('All rules that fire, and no other.'),
    arguments: JsonObject.optional().describe(
      "All of the action's arguments after rules have changed them; not compared where they are left out.",
    ),
    tell: z
      .array(z.string())
      .optional()
      .describe('All that the customer is told, and nothing else; not compared where it is left out.'),
  }),
});
export type Case = z.output<typeof Case>;

/** `policies/<agent>/<topic>.cases.json`: the tests of a rule file. */
export const CasesFile = z.strictObject({
  $schema: z.string().optional(),
  given: z.strictObject(World).prefault({}).describe('What all cases of the file start from.'),
  cases: z.array(Case).min(1),
});
export type CasesFile = z.output<typeof CasesFile>;
