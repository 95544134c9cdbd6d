import { z } from 'zod';

const Name = z.string().trim().min(1);
const Phrasings = z.array(Name).min(1);

/** The ways of writing that a customer can have. */
export const MANNERS = ['plain', 'terse', 'chatty', 'impatient', 'mistyped'] as const;

const Goal = z.strictObject({
  intent: Name.describe('The intent of the agent that is right for it.'),
  slots: z
    .record(Name, z.json())
    .default({})
    .describe('What the customer says of it, by slot: a value, or a list of those wanted.'),
  says: z
    .record(Name, Phrasings)
    .optional()
    .describe(
      'Phrasings for this goal alone, by slot or by its intent; the last of a slot is the exact one.',
    ),
  outcome: z
    .enum(['refused', 'answered', 'declined'])
    .optional()
    .describe(
      'How it ends where no action is right for it: refused with the reason, answered or refused, or declined by the customer, if not refused before.',
    ),
});

const Action = z.strictObject({ name: Name, arguments: z.record(z.string(), z.json()).default({}) });

const Identity = z
  .record(Name, z.string())
  .default({})
  .describe('What the customer knows of themselves: `email`, `first_name`, `last_name`, `zip`, `user_id`.');

const wants = {
  goals: z.array(Goal).min(1).describe('What the customer wants, in the order in which they say it.'),
  says: z
    .record(Name, Phrasings)
    .default({})
    .describe('Phrasings of their own: by slot, by intent, or for `identity`, `yes`, `no` and `goodbye`.'),
  opening: Name.optional().describe('The first message; without it, one is made of the goals.'),
  manner: z.enum(MANNERS).optional().describe('How they write; without it, the seed decides.'),
  seed: z.union([z.number(), z.string()]).default(1).describe('Other seeds, other words.'),
};

/** A customer with goals, as `trestle simulate` reads one from a line. */
export const SimulatedCustomer = z.strictObject({
  id: Name,
  customer: z.strictObject({ identity: Identity }).prefault({}),
  ...wants,
  expected: z.strictObject({
    executed: z.array(Action).describe('Exactly the actions with effects that must have run in the end.'),
  }),
});

/** The ends of a simulated conversation. */
export const ENDS = ['flawless', 'adequate', 'person', 'failed'] as const;

/** A customer with goals, as a scenario has one. */
export const ScenarioCustomer = z.strictObject({
  identity: Identity,
  ...wants,
  ends: z
    .array(z.enum(ENDS))
    .min(1)
    .default(['flawless', 'adequate'])
    .describe('How the conversation may end.'),
});

export type SimulatedCustomer = z.output<typeof SimulatedCustomer>;
export type ScenarioCustomer = z.output<typeof ScenarioCustomer>;
export type WantedGoal = SimulatedCustomer['goals'][number];
export type WantedAction = SimulatedCustomer['expected']['executed'][number];
export type Manner = (typeof MANNERS)[number];
