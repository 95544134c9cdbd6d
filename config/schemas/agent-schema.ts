import { z } from 'zod';
import { Choice, Name } from '../../core/slots/slot.ts';
import { Knowledge } from './knowledge-schema.ts';
import { Languages } from './languages-schema.ts';
import { Confirmation, Says } from './wording-schema.ts';

const Kebab = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be kebab-case');
const Pattern = z.string().min(1).describe('A regular expression, without flags; case does not matter.');

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const Confidence = z.strictObject({
  error: z
    .number()
    .min(0.001)
    .max(0.5)
    .describe('Of the messages that are acted on, at most this share may be read as the wrong intent.'),
  assurance: z
    .number()
    .min(0.9)
    .max(0.999)
    .default(0.95)
    .describe('How likely it must be that the promise holds.'),
});

const Intent = z.strictObject({
  name: Kebab.describe('Kebab-case; its examples are in `agents/<agent>/examples/<name>.txt`.'),
  description: z
    .string()
    .min(10)
    .describe("The customer's wish in one sentence; examples are in `agents/<agent>/examples/<intent>.txt`."),
  choice: z
    .string()
    .min(3)
    .optional()
    .describe(
      'The end of the question "Do you want to …": `cancel an order`. Asked when two intents are about equally likely; an intent without it is never asked about.',
    ),
  flow: Kebab.optional().describe(
    'The flow that handles it (`agents/<agent>/flows/<flow>.yaml`). Without one, the model does.',
  ),
  tools: z
    .array(z.string())
    .default([])
    .describe('What the model may propose while this intent is active; a flow brings its own.'),
  model: z
    .string()
    .optional()
    .describe(
      'The model of `models.yaml` that serves it, instead of `model.use`; that follows if it does not answer.',
    ),
  confidence: Confidence.optional().describe(
    "A promise about the messages read as this intent, instead of the agent's promise. It needs labelled messages of this intent.",
  ),
  topics: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('Only articles with one of these `topics` in their front matter answer it. Without, all may.'),
});

const Identity = z.strictObject({
  tools: z
    .array(z.string())
    .min(1)
    .describe("Reads whose result is the customer id, if their arguments are in the customer's own words."),
  argument: z
    .string()
    .optional()
    .describe('For tools that answer a record and not the id: the argument that is the id.'),
  as: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, 'must be snake_case')
    .describe('The name under which rules and flows read the id in the session.'),
  attempts: z.int().min(1).max(10).default(3).describe('Failed identifications before a person is called.'),
  flow: Kebab.optional().describe(
    'The flow that asks who the customer is. Without a language model it is run before a person is called for what only a model does.',
  ),
});

const Context = z
  .strictObject({
    knowledge: z.int().min(0).default(1200).describe('Passages of articles.'),
    customer: z.int().min(0).default(400).describe("The customer's record."),
    thread: z
      .int()
      .min(0)
      .default(1500)
      .describe('What was said in this thread before the messages that are shown in full.'),
    earlier: z.int().min(0).default(300).describe("The customer's earlier threads."),
    rules: z
      .int()
      .min(0)
      .default(500)
      .describe('The `why` of the rules about all that a model may call; it is told them at the start.'),
  })
  .describe(
    'Tokens for each source, as they are sent. What does not fit is left out whole, the least likely first.',
  );

const ModelUse = z.strictObject({
  use: z.string().min(1).describe('A model of `models.yaml`.'),
  larger: z
    .string()
    .optional()
    .describe(
      'A model that is asked first when a proposal of the turn was denied, the message was not surely read, or a reply went back.',
    ),
  fallbacks: z.array(z.string()).default([]).describe('Tried in order when it does not answer.'),
  instructions: z
    .string()
    .min(1)
    .describe('Who the agent is and how it speaks. Rules and tools are added by the engine.'),
  seconds: z.number().positive().default(30).describe('Time limit of one call.'),
  retries: z.int().min(0).max(5).default(2).describe('Further attempts at one call, with growing pauses.'),
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
  confidence: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe(
      'A reply whose turn has less confidence than this does not go out, and a person is called; 0 holds nothing back.',
    ),
  steps: z.int().min(5).default(60).describe('Graph steps in one turn.'),
  seconds: z
    .number()
    .positive()
    .default(60)
    .describe('Time for one step of a turn; a step that takes longer calls a person.'),
  characters: z.int().min(100).default(4000).describe('Length of one customer message.'),
});

/** `agents/<name>.yaml`: an agent's main file. */
export const AgentConfig = z.strictObject({
  name: Kebab.describe('As the file is named.'),
  description: z.string().min(10).describe('What the agent is for, in one sentence.'),
  clock: z
    .union([z.literal('system'), z.iso.datetime({ offset: true })])
    .default('system')
    .describe('A fixed instant is for a demo or benchmark world.'),
  zone: z
    .string()
    .refine(isZone, 'must be a time zone such as `America/New_York`')
    .default('UTC')
    .describe('The time zone in which customers say "tomorrow", by IANA name.'),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'must be a language such as `en` or `de`')
    .default('en')
    .describe(
      'The language that the agent speaks and reads, by its BCP 47 code. The sentences of `says` ship in `en` and `de`; another language declares all of them.',
    ),
  locale: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/, 'must be a locale such as `en-US` or `de-DE`')
    .default('en-US')
    .describe(
      'How numbers, money and dates are written, by BCP 47. With `language: de` the default is `de-DE`.',
    ),
  identity: Identity.optional().describe('How a customer without a signed token says who they are.'),
  intents: z
    .strictObject({
      threshold: z
        .number()
        .min(0)
        .max(1)
        .default(0.5)
        .describe(
          'Below this the agent asks instead of guessing. Used where no `confidence` is promised, or where it cannot be certified.',
        ),
      outOfScope: Kebab.optional().describe(
        'The intent of messages that belong to no other intent; a message unlike every example gets it too.',
      ),
      options: z.array(Intent).min(2).describe('Everything that a customer may want here.'),
    })
    .describe('What customers come for.'),
  confidence: Confidence.optional().describe(
    'How often the agent may act on a misreading, over all intents together: the threshold that keeps it is found from held-out examples and labelled messages. `check` says when they are too few.',
  ),
  tools: z
    .strictObject({
      always: z.array(z.string()).default([]).describe('Reads that every intent may use.'),
    })
    .prefault({})
    .describe('Tools beside those of the active intents.'),
  lists: z
    .record(Name, z.array(Choice).min(2))
    .default({})
    .describe('Choices that several slots share, such as airports; a slot names one by `choicesFrom`.'),
  knowledge: Knowledge.prefault({}).describe('How articles are used; they are in `knowledge/<agent>/`.'),
  context: Context.prefault({}),
  customer: z
    .strictObject({
      tool: z.string().describe('A tool without effects.'),
      with: z.record(z.string(), z.string()).describe('Its arguments: `{session.<as>}` is the customer id.'),
    })
    .optional()
    .describe("The read that loads the customer's record into the context."),
  model: ModelUse.optional().describe(
    'The language model for intents without a flow. Without one the agent is embedded.',
  ),
  escalation: Escalation.describe('Where a person is called.'),
  signals: Signals.prefault({}).describe('Patterns that are looked for in every message.'),
  confirmation: Confirmation.prefault({}),
  limits: Limits.prefault({}).describe('When a turn or a customer has had enough.'),
  says: Says.prefault({}),
  languages: Languages.prefault({}),
});

export type AgentConfig = z.output<typeof AgentConfig>;
