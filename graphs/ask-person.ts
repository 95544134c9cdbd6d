import { interrupt } from '@langchain/langgraph';
import type { EscalationRequest } from '../core/escalation.ts';
import type { PersonDecision } from '../core/ports/escalation-log.ts';
import type { Tool } from '../core/tool.ts';
import { argumentMismatches } from '../core/tool-arguments.ts';
import type { AskPerson } from '../nodes/escalate.ts';
import { interruptPayload } from './interrupt-payload.ts';
import { readDecision } from './resume.ts';

const FAULT = 'the value was no decision: send `{decision: approve | edit | reject | answer, by, …}`';

/**
 * Interrupts the run until a person has decided.
 *
 * A resume value is kept for the replay of the node. So a value that is no decision must not fail the node: every
 * later resume would fail too. The person is asked again instead, also after an edit that does not fit the tool.
 */
export function personAsked(
  tools: ReadonlyMap<string, Tool>,
  { notApproved }: { readonly notApproved: string },
): AskPerson {
  const read = (value: unknown) => readDecision(value, notApproved);
  return function askPerson(request) {
    const payload = interruptPayload(request);
    let given = decisionIn(read(interrupt(payload)), request, tools);
    while ('fault' in given) given = decisionIn(read(interrupt({ ...payload, ...given })), request, tools);
    return given;
  };
}

function decisionIn(
  decision: PersonDecision | null,
  { proposal }: EscalationRequest,
  tools: ReadonlyMap<string, Tool>,
): PersonDecision | { readonly fault: string } {
  if (!decision) return { fault: FAULT };
  const tool = tools.get(proposal?.action.name ?? '');
  if (decision.decision !== 'edit' || !tool) return decision;
  const mismatch = argumentMismatches(tool, decision.arguments);
  if (mismatch.length === 0) return decision;
  const problems = mismatch.map(({ path, message }) => `\`${path || 'arguments'}\`: ${message}`);
  return { fault: `the arguments do not fit: ${problems.join('; ')}` };
}
