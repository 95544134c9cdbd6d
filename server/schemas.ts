import { z } from '@hono/zod-openapi';

const JsonObject = z.record(z.string(), z.unknown());
const Id = z.string().min(1).max(200);
const Text = (max: number) => z.string().max(max).regex(/\S/, 'must say something');

/** The path parameter `id`. */
export const IdPath = z.object({ id: Id });
export const AgentPath = z.object({ agent: Id });

/** The body has no customer: identity comes from a token or an identification tool. */
export const OpenThread = z.strictObject({}).openapi('OpenThread', { example: {} });

export const TurnBody = z
  .strictObject({
    text: Text(100_000).describe("The customer's message; the agent may accept fewer characters."),
  })
  .openapi('TurnBody', { example: { text: 'Where is my order #W2611340?' } });

export const TurnHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,200}$/, 'must be 1 to 200 visible ASCII characters')
    .optional()
    .describe('The same key with the same text answers the same turn again instead of running another.'),
});

export const EventsQuery = z.strictObject({
  after: z
    .string()
    .regex(/^\d{1,15}$/, 'must be a number')
    .optional()
    .describe('Number of the last event that the client has; `Last-Event-ID` wins over it.'),
});

export const EventsHeaders = z.object({
  'last-event-id': z
    .string()
    .regex(/^\d{1,15}$/, 'must be a number')
    .optional(),
});

export const EscalationsQuery = z.strictObject({
  status: z.enum(['open', 'decided', 'closed']).optional(),
  thread_id: Id.optional(),
  limit: z
    .string()
    .regex(/^([1-9]\d?|1\d\d|200)$/, 'must be a number from 1 to 200')
    .default('50'),
});

const By = z.string().min(1).max(200);
const Note = z.string().max(10_000);

const Decision = <B extends z.ZodType<string | undefined>>(by: B) =>
  z
    .discriminatedUnion('decision', [
      z.strictObject({ decision: z.literal('approve'), by, note: Note.exactOptional() }),
      z.strictObject({
        decision: z.literal('edit'),
        by,
        arguments: JsonObject,
        note: Note.exactOptional(),
      }),
      z.strictObject({ decision: z.literal('reject'), by, note: Note.min(1) }),
      z.strictObject({ decision: z.literal('answer'), by, text: Text(10_000) }),
    ])
    .openapi('Decision', {
      example: { decision: 'approve', by: 'maria', note: 'Checked with the warehouse.' },
    });

/** A decision without authentication: the body names its author. */
export const NamedDecision = Decision(By.describe('Who decides.'));

/** A decision of an authenticated operator. */
export const DecisionBody = Decision(
  By.exactOptional().describe('Who decides, where the request is not authenticated.'),
);

export const FeedbackBody = z
  .strictObject({
    score: z.union([z.literal(-1), z.literal(0), z.literal(1)]),
    comment: z.string().max(10_000).optional(),
    by: z.string().min(1).max(200).default('customer').describe('Who says it.'),
    corrected_intent: z
      .string()
      .max(100)
      .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be the name of an intent')
      .optional(),
  })
  .openapi('Feedback', { example: { score: -1, corrected_intent: 'order-status' } });
