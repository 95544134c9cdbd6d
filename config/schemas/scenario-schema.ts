import { z } from 'zod';
import { BARE_COMMANDS, COMMANDS_ABOUT } from '../../core/command.ts';
import { OUTCOMES } from '../../core/turn.ts';
import { DECISIONS } from '../../core/verdict.ts';

import { ScenarioCustomer } from './customer-schema.ts';

const Name = z.string().trim().min(1);
const Texts = z.array(Name).default([]);
const Values = z.record(z.string(), z.json());

const ExpectedAction = z.strictObject({
  name: Name.describe('The tool.'),
  arguments: Values.default({}).describe('Those that matter; others may be anything.'),
});

const ExpectedProposal = ExpectedAction.extend({
  decision: z.enum(DECISIONS).optional().describe('What the rules said last.'),
  executed: z.boolean().optional().describe('True if it must have run.'),
});

/** True for `affirm`, or `set order_id`. */
function isCommand(text: string): boolean {
  const [act = '', about, ...more] = text.split(' ');
  const isBare = BARE_COMMANDS.some((each) => each === text);
  return isBare || (COMMANDS_ABOUT.some((each) => each === act) && Boolean(about) && more.length === 0);
}

const Expectation = z.strictObject({
  outcome: z
    .union([z.enum(OUTCOMES), z.array(z.enum(OUTCOMES)).min(1)])
    .optional()
    .describe('How the turn ends; one of these when there are several.'),
  intent: Name.optional().describe('What the message is read as; `unknown` when the agent must not guess.'),
  heard: z
    .array(Name.refine(isCommand, { error: 'is no command such as `begin INTENT`, `set SLOT` or `affirm`' }))
    .optional()
    .describe(
      'The commands that the message is read into, exactly these in any order: `begin cancel-order`, `set order_id`, `affirm`.',
    ),
  reply: z
    .strictObject({
      has: Texts.describe('Texts and facts that the reply must contain; case does not matter.'),
      lacks: Texts.describe('Texts that must not.'),
    })
    .optional(),
  cites: z
    .array(Name)
    .optional()
    .describe(
      'Passages (`returns#how-long`) or articles (`returns.md`) that the reply rests on; `[]`: it cites nothing.',
    ),
  actions: z
    .array(ExpectedProposal)
    .optional()
    .describe(
      'Actions of this turn, others may be there too; `[]`: none with effects, but for what was denied.',
    ),
  confidence: z
    .strictObject({
      atLeast: z.number().min(0).max(1).optional(),
      atMost: z.number().min(0).max(1).optional(),
    })
    .optional()
    .describe("The turn's confidence."),
});

const Turn = z.strictObject({
  says: Name.describe('What the customer writes.'),
  expect: Expectation.optional().describe('What must hold after this turn.'),
});

const Finally = z.strictObject({
  executed: z
    .array(ExpectedAction)
    .optional()
    .describe('Exactly these actions with effects have run, in this order; `[]`: none has.'),
  records: z
    .array(
      z.strictObject({
        read: Name.describe('A tool without effects.'),
        with: Values.default({}).describe('Its arguments.'),
        has: Values.describe('What its result must hold; it may hold more.'),
      }),
    )
    .default([])
    .describe('What records say in the end.'),
  never: Texts.describe('Texts that no reply may contain.'),
});

const Scenario = z
  .strictObject({
    name: Name.describe('A sentence about what must hold; one of its kind for the agent.'),
    why: Name.optional().describe('Why it matters, for whoever sees it red.'),
    now: z.iso
      .datetime({ offset: true })
      .optional()
      .describe(
        "The time at which it is played, instead of the agent's clock, so that the result does not depend on the day.",
      ),
    customer: z
      .union([Name, ScenarioCustomer])
      .optional()
      .describe(
        'The id of a customer who is signed in; without one they are unknown. Or a simulated customer with goals, who says what the turns would.',
      ),
    turns: z.array(Turn).min(1).optional().describe('What the customer says, and what must hold.'),
    finally: Finally.optional().describe('What must hold after the last turn.'),
  })
  .refine(({ customer, turns }) => (typeof customer === 'object') === (turns === undefined), {
    error: 'needs either `turns`, or a `customer` with goals',
  });

/** `evals/<agent>/<topic>.yaml`: conversations with expectations. */
export const ScenariosFile = z.strictObject({
  scenarios: z.array(Scenario).min(1).describe('Each is played on demo records of its own.'),
});

export type Scenario = z.output<typeof Scenario>;
export type Expectation = z.output<typeof Expectation>;
export type ScenarioTurn = z.output<typeof Turn>;
export type Finally = z.output<typeof Finally>;
export type ExpectedAction = z.output<typeof ExpectedAction>;
