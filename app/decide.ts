import { AgentError } from '../core/errors.ts';
import type { EscalationRow, PersonDecision } from '../core/ports/escalation-log.ts';
import type { TurnRow } from '../core/ports/ledger.ts';
import type { TurnResult } from '../core/turn.ts';
import { runOrGiveUp } from './give-up.ts';
import { escalationIdOf, recordRest, TURN_FAILED } from './record-rest.ts';
import { continueRun, forget, resumeRun, standing } from './run-graph.ts';
import type { ServedAgent } from './served-agent.ts';
import { agentOf, type TurnDesk, threadOf, track, wallTime } from './turn-desk.ts';

/** Records a person's decision, brings it into the graph, and answers the escalation as it stands then. */
export async function decide(
  desk: TurnDesk,
  escalationId: string,
  decision: PersonDecision,
): Promise<EscalationRow> {
  const { ledger, events } = desk;
  const escalation = await ledger.escalations.get(escalationId);
  if (!escalation) throw new AgentError('ESCALATION_UNKNOWN', `no escalation has the id \`${escalationId}\``);
  const needsAction = decision.decision === 'approve' || decision.decision === 'edit';
  if (needsAction && !escalation.request.proposal) {
    throw new AgentError('DECISION_NOT_POSSIBLE', 'no action waits for a decision here: answer or reject');
  }
  if (wordsFor(decision)?.trim() === '')
    throw new AgentError('DECISION_NOT_POSSIBLE', 'the customer would read nothing: say something');
  const decided = await ledger.escalations.decide(escalationId, decision, wallTime());
  await track(desk, decided.turn_id, async () => {
    await events.publish(decided.thread_id, 'escalation-resolved', {
      escalation_id: escalationId,
      decision: decision.decision,
    });
    await bringIn(desk, decided, false);
  });
  return (await ledger.escalations.get(escalationId)) ?? decided;
}

/** What the customer reads of a decision; undefined where they read what comes of it. */
function wordsFor(decision: PersonDecision): string | undefined {
  if (decision.decision === 'answer') return decision.text;
  return decision.decision === 'reject' ? decision.note : undefined;
}

/** Brings a recorded decision into the graph, however far an earlier attempt got. */
export function deliver(desk: TurnDesk, escalation: EscalationRow): Promise<void> {
  return track(desk, escalation.turn_id, () => bringIn(desk, escalation, true));
}

async function bringIn(desk: TurnDesk, escalation: EscalationRow, again: boolean): Promise<void> {
  const found = await desk.ledger.turns.get(escalation.turn_id);
  const { decision } = escalation;
  if (!found || !decision) return;
  const { turn } = found;
  const started = performance.now();
  const agent = agentOf(desk, (await threadOf(desk, turn.thread_id)).agent);
  if (escalation.request.code === TURN_FAILED) {
    await forget(agent, turn.thread_id);
    const answer = wordsFor(decision) ?? '';
    await recordRest(desk, agent, turn, { started, resolved: escalation, answer });
    return;
  }
  const run = () => resumeToRest(desk, agent, turn, escalation, decision, started);
  if (again) await runOrGiveUp(desk, { agent, turn, started, run, resolved: escalation });
  else await run();
}

async function resumeToRest(
  desk: TurnDesk,
  agent: ServedAgent,
  turn: TurnRow,
  escalation: EscalationRow,
  decision: PersonDecision,
  started: number,
): Promise<TurnResult> {
  const { interruptId } = await standing(agent, turn.thread_id);
  const waits = interruptId !== null && escalationIdOf(interruptId) === escalation.escalation_id;
  if (waits) await resumeRun(agent, turn.thread_id, interruptId, decision);
  else if (interruptId === null) await continueRun(agent, turn.thread_id);
  return recordRest(desk, agent, turn, { started, resolved: escalation });
}
