import type { Proposal } from '../../core/action.ts';
import type { ActionLog, ActionRow, ActionStatus } from '../../core/ports/action-log.ts';

/** Statuses of a started action, which is settled and never judged again. */
const BEGUN: ReadonlySet<ActionStatus> = new Set(['claimed', 'executed', 'failed', 'in_doubt']);

/** The record of an action that was started before a crash; undefined if it was not. */
export async function begunBefore(
  actions: Pick<ActionLog, 'list'>,
  thread_id: string,
  { action_id }: Proposal,
): Promise<ActionRow | undefined> {
  const [standing] = await actions.list({ thread_id, action_id });
  return standing && BEGUN.has(standing.status) ? standing : undefined;
}
