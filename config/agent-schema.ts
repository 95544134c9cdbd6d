import { z } from 'zod';

const Kebab = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be kebab-case');
const Pattern = z.string().min(1).describe('A regular expression, without flags; case does not matter.');

const Intent = z.strictObject({
  name: Kebab,
  description: z
    .string()
    .min(10)
    .describe(
      'What the customer wants, in one sentence; examples are in `agents/<agent>/examples/<intent>.txt`.',
    ),
  flow: Kebab.optional().describe(
    'The flow that handles it (`agents/<agent>/flows/<flow>.yaml`). Without one, the model does.',
  ),
  tools: z
    .array(z.string())
    .default([])
    .describe('What the model may propose while this intent is active; a flow brings its own.'),
});

const Identity = z.strictObject({
  tools: z
    .array(z.string())
    .min(1)
    .describe("Reads whose result is the customer id, if their arguments are in the customer's own words."),
  as: z.string().min(1).describe('The name under which rules and flows read the id in the session.'),
  attempts: z.int().min(1).max(10).default(3).describe('Failed identifications before a person is called.'),
});

const Context = z
  .strictObject({
    knowledge: z.int().min(0).default(1200),
    customer: z.int().min(0).default(400),
    thread: z.int().min(0).default(1500),
    earlier: z.int().min(0).default(300),
    rules: z.int().min(0).default(500),
  })
  .describe('Tokens for each source.');

const Knowledge = z.strictObject({
  passages: z.int().min(1).max(20).default(3).describe('How many passages an answer may rest on.'),
  minScore: z.number().min(0).max(1).default(0.35).describe('Passages that fit less are not shown.'),
});

const ModelUse = z.strictObject({
  use: z.string().min(1).describe('A model of `models.yaml`.'),
  fallbacks: z.array(z.string()).default([]).describe('Tried in order when it does not answer.'),
  instructions: z
    .string()
    .min(1)
    .describe('Who the agent is and how it speaks. Rules and tools are added by the engine.'),
  seconds: z.number().positive().default(30).describe('Time limit of one call.'),
  retries: z.int().min(0).max(5).default(2),
});

const Escalation = z.strictObject({
  queue: Kebab.describe('A queue of `queues.yaml`: who decides.'),
  tool: z.string().optional().describe('A tool whose proposal means: call a person.'),
});

const Signals = z.strictObject({
  person: z.array(Pattern).default([]).describe('The customer asks for a person.'),
  frustration: z.array(Pattern).default([]).describe('The customer is losing patience.'),
});

const Limits = z.strictObject({
  denials: z.int().min(1).default(3).describe('Denied proposals in one turn before a person is called.'),
  questions: z
    .int()
    .min(1)
    .default(2)
    .describe('Times a question may stay without a usable answer before a person is called.'),
  frustration: z
    .int()
    .min(1)
    .default(2)
    .describe('Messages with a sign of frustration before a person is called.'),
  steps: z.int().min(5).default(60).describe('Graph steps in one turn.'),
  seconds: z.number().positive().default(60).describe('Time for one turn.'),
  characters: z.int().min(100).default(4000).describe('Length of one customer message.'),
});

const Says = z
  .strictObject({
    unsure: z.string().default('I am not sure what you need. Could you say it in other words?'),
    escalated: z.string().default('I am passing this to a colleague, who will answer you here.'),
    declined: z.string().default('All right, I have not changed anything.'),
    notFound: z.string().default('I found nothing about that in our help pages.'),
  })
  .describe('What the engine itself says.');

const Confirmation = z
  .strictObject({
    yes: z
      .array(z.string())
      .min(1)
      .default([
        'yes',
        'y',
        'yes please',
        'yep',
        'yeah',
        'yes do it',
        'yes go ahead',
        'go ahead',
        'please go ahead',
        'please do',
        'do it',
        'confirm',
        'confirmed',
        'i confirm',
        'yes i confirm',
        'correct',
        'yes that is correct',
        'that is correct',
        'sure',
        'ok',
        'okay',
        'proceed',
        'please proceed',
        'yes proceed',
        'yes please proceed',
      ]),
    no: z
      .array(z.string())
      .min(1)
      .default([
        'no',
        'n',
        'nope',
        'no thanks',
        'no thank you',
        'do not',
        'stop',
        'cancel that',
        'never mind',
        'nevermind',
        'forget it',
        'not now',
        'no do not',
        'please do not',
        'leave it',
      ]),
  })
  .describe("The closed lists of words that are a yes or a no to the engine's own question.");

/** `agents/<name>.yaml`: what an agent is. */
export const AgentConfig = z.strictObject({
  name: Kebab,
  description: z.string().min(10),
  clock: z
    .union([z.literal('system'), z.iso.datetime({ offset: true })])
    .default('system')
    .describe('A fixed instant is for a demo or benchmark world.'),
  identity: Identity.optional(),
  intents: z.strictObject({
    threshold: z
      .number()
      .min(0)
      .max(1)
      .default(0.5)
      .describe('Below this the agent asks instead of guessing.'),
    options: z.array(Intent).min(2),
  }),
  tools: z
    .strictObject({
      always: z.array(z.string()).default([]).describe('Reads that every intent may use.'),
    })
    .prefault({}),
  knowledge: Knowledge.prefault({}),
  context: Context.prefault({}),
  customer: z
    .strictObject({ tool: z.string(), with: z.record(z.string(), z.string()) })
    .optional()
    .describe("The read that loads the customer's record into the context."),
  model: ModelUse.optional(),
  escalation: Escalation,
  signals: Signals.prefault({}),
  confirmation: Confirmation.prefault({}),
  limits: Limits.prefault({}),
  says: Says.prefault({}),
});

export type AgentConfig = z.output<typeof AgentConfig>;

/** `models.yaml`: prices in US dollars for a million tokens. */
export const ModelsConfig = z.strictObject({
  models: z.record(
    z.string(),
    z.strictObject({ input: z.number().min(0), cachedInput: z.number().min(0), output: z.number().min(0) }),
  ),
});

export type ModelsConfig = z.output<typeof ModelsConfig>;

/** `queues.yaml`: the queues that people work, and who they are. */
export const QueuesConfig = z.strictObject({
  queues: z.record(Kebab, z.strictObject({ description: z.string().min(5) })),
});

export type QueuesConfig = z.output<typeof QueuesConfig>;
