import { AgentError } from '../../core/errors.ts';
import type { EscalationRow, PersonDecision } from '../../core/ports/escalation-log.ts';
import type { TurnRow } from '../../core/ports/ledger.ts';
import { argumentMismatches } from '../../core/tool-arguments.ts';
import type { TurnResult } from '../../core/turn.ts';
import type { JsonObject } from '../../core/values/json.ts';
import { runOrGiveUp } from './give-up.ts';
import { escalationIdOf, recordRest } from './record-rest.ts';
import { continueRun, forget, resumeRun, snapshotOf } from './run-graph.ts';
import type { ServedAgent } from './served-agent.ts';
import { agentOf, agentOfTurn, notRecovering, type TurnRuntime, track, wallTime } from './turn-runtime.ts';

/** Records a person's decision, resumes the graph with it, and returns the escalation. */
export async function decide(
  runtime: TurnRuntime,
  escalationId: string,
  decision: PersonDecision,
): Promise<EscalationRow> {
  const { ledger, events } = runtime;
  const escalation = await ledger.escalations.get(escalationId);
  if (!escalation) throw new AgentError('ESCALATION_UNKNOWN', `no escalation has the id \`${escalationId}\``);
  notRecovering(runtime, escalation.thread_id);
  const needsAction = decision.decision === 'approve' || decision.decision === 'edit';
  if (needsAction && !escalation.request.proposal) {
    throw new AgentError('DECISION_NOT_POSSIBLE', 'no action waits for a decision here: answer or reject');
  }
  if (decision.decision === 'edit') requireFit(runtime, escalation, decision.arguments);
  if (wordsFor(decision)?.trim() === '')
    throw new AgentError('DECISION_NOT_POSSIBLE', 'the customer would read nothing: say something');
  const decided = await ledger.escalations.decide(escalationId, decision, wallTime());
  await track(runtime, decided.turn_id, async () => {
    await events.publish(decided.thread_id, 'escalation-resolved', {
      escalation_id: escalationId,
      decision: decision.decision,
    });
    await resumeWith(runtime, decided, false);
  });
  return (await ledger.escalations.get(escalationId)) ?? decided;
}

/** Rejects with `REQUEST_INVALID` if an edit does not fit the action's tool. The escalation stays open. */
function requireFit(
  runtime: TurnRuntime,
  { agent, request: { proposal } }: EscalationRow,
  args: JsonObject,
): void {
  const name = proposal?.action.name ?? '';
  const tool = agentOf(runtime, agent).tools.get(name);
  const mismatch = tool ? argumentMismatches(tool, args) : [];
  if (mismatch.length === 0) return;
  const issues = mismatch.map(({ path, message }) => ({
    path: path === '' ? 'arguments' : `arguments.${path}`,
    message,
  }));
  const problems = issues.map(({ path, message }) => `\`${path}\`: ${message}`).join('; ');
  throw new AgentError('REQUEST_INVALID', `\`${name}\` does not take these arguments: ${problems}`, {
    issues,
  });
}

/** The customer's text of a decision; undefined if the result is told instead. */
function wordsFor(decision: PersonDecision): string | undefined {
  if (decision.decision === 'answer') return decision.text;
  return decision.decision === 'reject' ? decision.note : undefined;
}

/** Resumes the graph with a recorded decision. It continues an earlier attempt. */
export function deliver(runtime: TurnRuntime, escalation: EscalationRow): Promise<void> {
  return track(runtime, escalation.turn_id, () => resumeWith(runtime, escalation, true));
}

async function resumeWith(runtime: TurnRuntime, escalation: EscalationRow, again: boolean): Promise<void> {
  const found = await runtime.ledger.turns.get(escalation.turn_id);
  const { decision } = escalation;
  if (!found || !decision) return;
  const { turn } = found;
  const started = performance.now();
  const agent = await agentOfTurn(runtime, turn);
  if (escalation.request.code === 'turn_failed') {
    await forget(runtime, agent, turn.thread_id);
    const answer = wordsFor(decision) ?? '';
    await recordRest(runtime, agent, turn, { started, resolved: escalation, answer });
    return;
  }
  const run = () => resumeToRest(runtime, agent, turn, escalation, decision, started);
  if (again) await runOrGiveUp(runtime, { agent, turn, started, run, resolved: escalation });
  else await run();
}

async function resumeToRest(
  runtime: TurnRuntime,
  agent: ServedAgent,
  turn: TurnRow,
  escalation: EscalationRow,
  decision: PersonDecision,
  started: number,
): Promise<TurnResult> {
  const { interruptId, state } = await snapshotOf(agent, turn.thread_id);
  const waits = interruptId !== null && escalationIdOf(interruptId) === escalation.escalation_id;
  if (waits) await resumeRun(runtime, agent, turn.thread_id, interruptId, decision);
  else if (interruptId === null) await continueRun(runtime, agent, turn.thread_id);
  if (decision.decision !== 'approve') await endReviewed(runtime, escalation);
  const before = state?.thread.goals ?? [];
  return recordRest(runtime, agent, turn, { started, before, resolved: escalation });
}

/** Records the end of an action that a person looked at and did not approve. */
async function endReviewed(
  { ledger }: TurnRuntime,
  { thread_id, request: { proposal } }: EscalationRow,
): Promise<void> {
  if (!proposal) return;
  const { action_id } = proposal;
  const [action] = await ledger.actions.list({ thread_id, action_id });
  if (action?.status === 'review')
    await ledger.actions.settle({ action_id, status: 'declined', result: null, at: wallTime() });
}
