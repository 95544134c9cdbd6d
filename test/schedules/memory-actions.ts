import { actionHash } from '../../core/action.ts';
import type { ActionLog, ActionRow, ActionStatus, Claim } from '../../core/ports/action-log.ts';
import type { Decision } from '../../core/verdict.ts';

interface Kept {
  row: ActionRow;
  claimedBy: string | null;
  ended: number;
}

/** Actions that outlive a process, by id, in the order in which they came. */
export type KeptActions = Map<string, Kept>;

const STATUS: { readonly [decision in Decision]: ActionStatus } = {
  allow: 'allowed',
  modify: 'allowed',
  confirm: 'confirm',
  review: 'review',
  deny: 'denied',
};
const JUDGED: readonly ActionStatus[] = ['allowed', 'confirm', 'review', 'denied'];
const MAY_RUN: readonly ActionStatus[] = ['allowed', 'claimed'];
const ENDED: readonly ActionStatus[] = ['executed', 'failed', 'declined', 'in_doubt'];

/** The ledger's actions as its port describes them, without a database: a model of one thread's. */
export function memoryActions(kept: KeptActions, instance: string): ActionLog {
  const rows = () => [...kept.values()].map(({ row }) => row);
  return {
    async judged({ windows: _windows, ...entry }) {
      const { proposal, verdict } = entry;
      const known = kept.get(proposal.action_id);
      if (known && !JUDGED.includes(known.row.status)) return true;
      const status = STATUS[verdict.decision];
      const row: ActionRow = { ...entry, action_id: proposal.action_id, status, result: null };
      kept.set(proposal.action_id, { row, claimedBy: null, ended: 0 });
      return true;
    },
    window: async () => 0,
    claim: async (request) => claim(kept.get(request.action_id), request, instance),
    async settle({ action_id, status, result }) {
      const found = kept.get(action_id);
      if (!found) throw new Error(`\`${action_id}\` was never judged`);
      if ((status === 'declined' ? JUDGED : MAY_RUN).includes(found.row.status)) {
        const ended = 1 + Math.max(...[...kept.values()].map((one) => one.ended));
        Object.assign(found, { row: { ...found.row, status, result }, ended });
      } else if (!ENDED.includes(found.row.status))
        throw new Error(`\`${action_id}\` is ${found.row.status} and cannot become ${status}`);
    },
    history: async () =>
      [...kept.values()]
        .filter(({ row }) => row.status === 'executed')
        .toSorted((a, b) => a.ended - b.ended)
        .map(({ row }) => row.verdict.action),
    list: async ({ action_id }) =>
      rows().filter((row) => action_id === undefined || row.action_id === action_id),
  };
}

function claim(
  found: Kept | undefined,
  { hash, policy_version }: Parameters<ActionLog['claim']>[0],
  instance: string,
): Claim {
  if (!found) return { state: 'refused', status: null };
  const { row, claimedBy } = found;
  if (actionHash(row.verdict.action) !== hash) return { state: 'refused', status: row.status };
  const fresh = row.status === 'allowed' && row.verdict.policy_version === policy_version;
  if (fresh || (row.status === 'claimed' && claimedBy !== instance)) {
    Object.assign(found, { row: { ...row, status: 'claimed' }, claimedBy: instance });
    return { state: fresh ? 'claimed' : 'in_doubt' };
  }
  return row.status === 'executed'
    ? { state: 'executed', result: row.result }
    : { state: 'refused', status: row.status };
}
