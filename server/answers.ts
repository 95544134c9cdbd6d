import { z } from '@hono/zod-openapi';
import { COMMANDS, LOSSES } from '../core/command.ts';
import { ASK_KINDS, GOAL_STATES, MODES, OUTCOMES } from '../core/turn.ts';
import { DECISIONS } from '../core/verdict.ts';

const JsonObject = z.record(z.string(), z.unknown());
const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
const Time = z.string().describe('ISO time.');
const Mode = z.enum(MODES);
const Outcome = z.enum(OUTCOMES);
const Decision = z.enum(DECISIONS);

export const Thread = z
  .object({
    thread_id: z.string(),
    agent: z.string(),
    mode: Mode.nullable().describe('Null when the agent is no longer served here.'),
    customer_id: z.string().nullable(),
    config_version: z.string(),
    created_at: Time,
  })
  .openapi('Thread');

const Reply = z.object({
  text: z.string(),
  citations: list(z.object({ passage_id: z.string(), source: z.string() })),
});

const Action = z.object({
  action_id: z.string(),
  name: z.string(),
  arguments: JsonObject,
  verdict: z.object({ decision: Decision, rules: list(z.string()) }),
  executed: z.boolean(),
});

const Asks = z
  .object({
    kind: z.enum(ASK_KINDS).describe('`offer`: passages are offered by their headings.'),
    slot: z.string().nullable().describe('The slot that was asked.'),
    slots: list(z.string()).describe('Every slot that the answer may fill instead, with the first.'),
    type: z.string().nullable().describe('The type of the answer: `choice`, `option`, `text`, `yes-no`.'),
    options: list(z.object({ label: z.string(), value: z.unknown() })).describe(
      'In the order in which they are shown; empty if any value will do.',
    ),
    many: z.boolean().describe('Whether several options may be named.'),
    action: z
      .object({ name: z.string(), arguments: JsonObject, preview: list(z.string()) })
      .nullable()
      .describe('The action that waits for a yes, with the lines that show it; null but for `confirm`.'),
  })
  .nullable()
  .describe('The answer that the agent waits for, for clients that draw buttons and forms.');

const Goals = list(z.object({ intent: z.string(), state: z.enum(GOAL_STATES) })).describe(
  'The goals that ended in this turn, then those under way.',
);

const Part = z.tuple([z.number(), z.number()]).readonly();
const Read = {
  of: z.string().nullable().describe('The intent, slot, goal or question.'),
  value: z.string().nullable().describe('Null if the words are the value.'),
  parts: list(Part).describe('UTF-16 units of the message; empty if an earlier message said it.'),
  confidence: z.number(),
};

const Heard = z
  .object({
    commands: list(z.object({ kind: z.enum(COMMANDS), ...Read })),
    lost: list(z.object({ kind: z.enum(COMMANDS), ...Read, why: z.enum(LOSSES) })).describe(
      'Readings that did not become commands.',
    ),
    unexplained: list(Part).describe('Content words that no command explains.'),
  })
  .describe('The reading of the message, in the step that read it.');

export const Turn = z
  .object({
    thread_id: z.string(),
    turn_id: z.string(),
    outcome: Outcome,
    reply: Reply,
    intent: z
      .object({
        name: z.string(),
        confidence: z.number(),
        certified: z
          .boolean()
          .describe('Whether the error rate that the author promised for acting on it is proven.'),
      })
      .nullable(),
    confidence: z.number().nullable(),
    asks: Asks,
    goals: Goals,
    actions: list(Action),
    steps: list(
      z.object({
        node: z.string(),
        ms: z.number(),
        cost_usd: z.number(),
        confidence: z.number().nullable(),
        heard: Heard.optional(),
      }),
    ),
    cost_usd: z.number(),
    latency_ms: z.number(),
    mode: Mode,
    escalation_id: z.string().nullable(),
  })
  .openapi('Turn', {
    example: {
      thread_id: 'thread-1',
      turn_id: 'turn-1',
      outcome: 'answered',
      reply: {
        text: 'Most refunds arrive within seven days.',
        citations: [{ passage_id: 'returns#how-long', source: 'returns.md' }],
      },
      intent: { name: 'refund-time', confidence: 0.97, certified: false },
      confidence: 0.93,
      asks: null,
      goals: [{ intent: 'refund-time', state: 'done' }],
      actions: [],
      steps: [{ node: 'classify', ms: 9.1, cost_usd: 0, confidence: 0.97 }],
      cost_usd: 0,
      latency_ms: 31,
      mode: 'embedded',
      escalation_id: null,
    },
  });

const Message = z.object({
  turn_id: z.string(),
  role: z.enum(['customer', 'agent', 'person']),
  text: z.string(),
  at: Time,
});

const Pending = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), escalation_ids: list(z.string()) }),
  z.object({ kind: z.literal('confirmation'), turn_id: z.string(), actions: list(Action), asks: Asks }),
  z.object({ kind: z.literal('answer'), turn_id: z.string(), asks: Asks }),
]);

export const ThreadPage = z
  .object({
    thread: Thread,
    transcript: list(Message).describe('The newest messages, oldest first.'),
    pending: Pending.nullable().describe('Whom the thread waits for: a person, or the customer.'),
    turns: list(
      z.object({
        turn_id: z.string(),
        number: z.int(),
        status: z.enum(['accepted', 'running', 'waiting', 'done']),
        accepted_at: Time,
        result: Turn.nullable(),
      }),
    ).describe('The newest turns, oldest first.'),
  })
  .openapi('ThreadPage');

const Reason = z.object({
  origin: z.enum(['engine', 'policy', 'person']).describe('Who gives the reason.'),
  rule: z.string(),
  decision: Decision,
  code: z.string(),
  tell: z.string().describe('For the customer.'),
  detail: z.string().describe('For people who work here; no customer reads it.'),
  about: z.literal('identity').exactOptional(),
});

const NamedAction = z.object({ name: z.string(), arguments: JsonObject });

export const Escalation = z
  .object({
    escalation_id: z.string(),
    thread_id: z.string(),
    turn_id: z.string(),
    agent: z.string(),
    queue: z.string(),
    code: z.string().describe('Why a person is called: a code of `docs/errors.md#escalations`.'),
    reason: z.string().describe('For people who work here; no customer reads it.'),
    summary: z
      .string()
      .describe(
        'One line: who it is, what they want, with which values, what was tried, and why a person is called.',
      ),
    actions: z
      .object({ executed: list(NamedAction), proposed: list(NamedAction) })
      .describe('What the turn changed, and what was proposed and did not run.'),
    action: z
      .object({
        action_id: z.string(),
        name: z.string(),
        arguments: JsonObject,
        schema: JsonObject.nullable().describe('The JSON schema of the arguments, which an edit has to fit.'),
      })
      .nullable()
      .describe('The action that waits for the decision.'),
    verdict: z
      .object({ decision: Decision, rules: list(z.string()), reasons: list(Reason), facts: JsonObject })
      .nullable(),
    status: z.enum(['open', 'decided', 'closed']),
    decision: JsonObject.nullable(),
    opened_at: Time,
    decided_at: Time.nullable(),
  })
  .openapi('Escalation');

export const Escalations = z.object({ escalations: list(Escalation) }).openapi('Escalations');

export const EscalationPage = z
  .object({ escalation: Escalation, transcript: list(Message) })
  .openapi('EscalationPage');

export const Health = z.object({ status: z.literal('ok') }).openapi('Health');
export const Readiness = z
  .object({
    status: z.literal('ready'),
    recovering: z
      .int()
      .describe('Threads on which what an earlier process left is being finished: busy until then.'),
    degraded: list(z.string()).describe(
      'Parts that are out of order while something lesser stands in for them.',
    ),
  })
  .openapi('Readiness');

/** Checks a body's type against its schema, so that a changed core type without a changed schema does not compile. */
export function shaped<S extends z.ZodType>(_schema: S, value: z.input<S>): z.input<S> {
  return value;
}
