import type { EscalationRequest } from '../core/escalation.ts';
import { oneLine } from '../core/shown.ts';
import type { JsonObject } from '../core/values/json.ts';

/** An interrupt's value: our request in the shape for the public LangGraph inboxes. */
export function interruptPayload(request: EscalationRequest): JsonObject {
  const reason = oneLine(request.reason);
  const action = request.proposal?.action;
  const name = action?.name ?? 'answer_customer';
  const args = action?.arguments ?? {};
  return {
    code: request.code,
    reason,
    action_requests: [{ name, args, arguments: args, description: reason }],
    review_configs: [
      { action_name: name, allowed_decisions: action ? ['approve', 'edit', 'reject'] : ['reject'] },
    ],
  };
}
