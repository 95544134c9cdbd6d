import { z } from 'zod';
import type { PersonDecision } from '../core/ports/escalation-log.ts';
import { unverified } from '../core/principal.ts';

const Arguments = z.record(z.string(), z.json());

/** Text for a customer, never empty. */
const Words = z.string().regex(/\S/);

/** As our own doors send it, or a name as a person types it. */
const By = z.union([
  z.object({ kind: z.enum(['operator', 'unverified', 'program']), id: z.string() }),
  z.string().transform(unverified),
]);

const Own = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('approve'), by: By, note: z.string().optional() }),
  z.object({
    decision: z.literal('edit'),
    by: By,
    arguments: Arguments,
    note: z.string().optional(),
  }),
  z.object({ decision: z.literal('reject'), by: By, note: Words }),
  z.object({ decision: z.literal('answer'), by: By, text: Words }),
]);

/** agent-inbox: `[{ type, args }]`. */
const Inbox = z
  .array(z.object({ type: z.enum(['accept', 'edit', 'response', 'ignore']), args: z.unknown() }))
  .length(1);

/** agent-chat-ui: `{ decisions: [{ type, ... }] }`. */
const ChatUi = z.object({
  decisions: z
    .array(
      z.looseObject({
        type: z.enum(['approve', 'edit', 'reject']),
        message: z.string().optional(),
        edited_action: z.object({ args: Arguments }).optional(),
      }),
    )
    .length(1),
});

const BY = unverified('studio');

/**
 * Reads a resume value in our own shape or that of the two public inboxes; null if it is no decision. `notApproved` is
 * said for a rejection without a word.
 */
export function readDecision(value: unknown, notApproved: string): PersonDecision | null {
  const own = Own.safeParse(value);
  return own.success
    ? (own.data as PersonDecision)
    : (fromChatUi(value, notApproved) ?? fromInbox(value, notApproved));
}

function fromChatUi(value: unknown, notApproved: string): PersonDecision | null {
  const decision = ChatUi.safeParse(value).data?.decisions[0];
  if (!decision) return null;
  if (decision.type === 'edit')
    return decision.edited_action
      ? { decision: 'edit', by: BY, arguments: decision.edited_action.args }
      : null;
  return decision.type === 'approve'
    ? { decision: 'approve', by: BY }
    : { decision: 'reject', by: BY, note: decision.message?.trim() || notApproved };
}

function fromInbox(value: unknown, notApproved: string): PersonDecision | null {
  const response = Inbox.safeParse(value).data?.[0];
  if (!response) return null;
  if (response.type === 'accept') return { decision: 'approve', by: BY };
  if (response.type === 'response') {
    const text = Words.safeParse(response.args);
    return text.success ? { decision: 'answer', by: BY, text: text.data } : null;
  }
  const edited = z.object({ args: Arguments }).safeParse(response.args).data?.args;
  if (response.type === 'edit' && edited) return { decision: 'edit', by: BY, arguments: edited };
  return response.type === 'ignore' ? { decision: 'reject', by: BY, note: notApproved } : null;
}
