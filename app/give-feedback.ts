import { AgentError } from '../core/errors.ts';
import type { FeedbackRow } from '../core/ports/outcome-log.ts';
import { agentOf, type TurnDesk } from './turn-desk.ts';

/** Records an opinion of a turn; rejects with `TURN_UNKNOWN`, and with `REQUEST_INVALID` for an intent that the agent does not have. */
export async function giveFeedback(desk: TurnDesk, row: FeedbackRow): Promise<void> {
  const found = await desk.ledger.turns.get(row.turn_id);
  if (!found) throw new AgentError('TURN_UNKNOWN', `no turn has the id \`${row.turn_id}\``);
  const { config } = agentOf(desk, found.turn.agent).declaration;
  const names = config.intents.options.map(({ name }) => name);
  if (row.corrected_intent !== null && !names.includes(row.corrected_intent))
    throw new AgentError(
      'REQUEST_INVALID',
      `\`${config.name}\` has no intent \`${row.corrected_intent}\`; it has ${names.map((name) => `\`${name}\``).join(', ')}`,
    );
  await desk.ledger.recovery.feedback(row);
}
