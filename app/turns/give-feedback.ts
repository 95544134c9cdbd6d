import { AgentError } from '../../core/errors.ts';
import type { FeedbackRow } from '../../core/ports/outcome-log.ts';
import { agentOf, type TurnRuntime } from './turn-runtime.ts';

/** Records feedback about a turn. Rejects with `TURN_UNKNOWN`, or with `REQUEST_INVALID` for an unknown intent. */
export async function giveFeedback(runtime: TurnRuntime, row: FeedbackRow): Promise<void> {
  const found = await runtime.ledger.turns.get(row.turn_id);
  if (!found) throw new AgentError('TURN_UNKNOWN', `no turn has the id \`${row.turn_id}\``);
  const { config } = agentOf(runtime, found.turn.agent).declaration;
  const names = config.intents.options.map(({ name }) => name);
  if (row.corrected_intent !== null && !names.includes(row.corrected_intent))
    throw new AgentError(
      'REQUEST_INVALID',
      `\`${config.name}\` has no intent \`${row.corrected_intent}\`; it has ${names.map((name) => `\`${name}\``).join(', ')}`,
    );
  await runtime.ledger.recovery.feedback(row);
}
