import { interrupt } from '@langchain/langgraph';
import type { PersonDecision } from '../core/ports/escalation-log.ts';
import type { EscalationRequest } from '../core/state.ts';
import { interruptPayload } from './interrupt-payload.ts';
import { readDecision } from './resume.ts';

const FAULT = 'the value was no decision: send `{decision: approve | edit | reject | answer, by, …}`';

/**
 * Interrupts the run until a person has decided.
 *
 * A resume value is kept for the replay of the node, so one that is no decision must not fail the node:
 * it would fail every later resume too. The person is asked again instead.
 */
export function askPerson(request: EscalationRequest): PersonDecision {
  const payload = interruptPayload(request);
  let decision = readDecision(interrupt(payload));
  while (!decision) decision = readDecision(interrupt({ ...payload, fault: FAULT }));
  return decision;
}
