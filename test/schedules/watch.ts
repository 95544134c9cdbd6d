import { actionHash, type ProposedAction } from '../../core/action.ts';
import type { EscalationRow } from '../../core/ports/escalation-log.ts';
import type { Ledger, TranscriptEntry, TurnRow } from '../../core/ports/ledger.ts';
import { mia } from '../retail-shop.ts';
import type { Shop } from './shop-world.ts';

/** A message as it was sent, with what its sender was told. */
export interface Sent {
  readonly text: string;
  readonly key: string;
  turn_id: string | null;
}

/** The effects that really happened, written down beside the product. */
export interface Observed {
  /** Every run of a tool with effects, by the action's key. */
  readonly runs: { readonly key: string; readonly hash: string }[];
  readonly sent: Sent[];
  /** The number of plain yeses of the customer. */
  yes: number;
  /** Hashes of the actions that a person approved, as they were shown or as edited. */
  readonly approved: Set<string>;
  readonly faults: string[];
}

/** Right before a tool with effects runs: is it allowed, by what was seen beside the product? */
export async function permitted(
  shop: Shop,
  seen: Observed,
  action: ProposedAction,
  key: string,
): Promise<void> {
  const hash = actionHash(action);
  const before = seen.runs.filter((run) => run.key === key);
  seen.runs.push({ key, hash });
  const said = `${action.name}(${JSON.stringify(action.arguments)}) under \`${key}\``;
  if (before.some((run) => run.hash !== hash))
    seen.faults.push(`${said} ran with other arguments than before`);
  if (before.length > 0) return;
  const judge = shop.judgeUnder(shop.claims.get(key) ?? 0);
  const [row] = await shop.ledger.actions.list({
    thread_id: await threadOf(shop.ledger, key),
    action_id: key,
  });
  const allowed = row?.verdict.decision === 'allow' && actionHash(row.verdict.action) === hash;
  const { decision } = await judge.judge({
    action,
    session: { authenticated_user_id: mia, user_confirmed: seen.yes > 0 },
    approved: seen.approved.has(hash),
    history: [],
    now: new Date('2026-03-01T12:00:00Z'),
    signal: new AbortController().signal,
  });
  const wrong: readonly (readonly [boolean, string])[] = [
    [row?.status !== 'claimed', 'unclaimed'],
    [!allowed, 'without an allow for it'],
    [row?.verdict.policy_version !== judge.version(), 'under rules of the past'],
    [new Set(seen.runs.map((run) => run.key)).size > seen.yes, 'without a yes of its own'],
    [decision !== 'allow', `though the rules say ${decision}`],
  ];
  seen.faults.push(...wrong.filter(([is]) => is).map(([, how]) => `${said} ran ${how}`));
}

async function threadOf(ledger: Ledger, key: string): Promise<string> {
  return (await ledger.turns.get(key.split('.')[0] ?? ''))?.turn.thread_id ?? '';
}

/** Broken promises in a thread that is at rest. */
export async function wrongAtTheEnd(
  { ledger, records }: Shop,
  seen: Observed,
  thread_id: string,
): Promise<readonly string[]> {
  const [rows, turns, escalations, said, undelivered] = await Promise.all([
    ledger.actions.list({ thread_id }),
    ledger.turns.list({ thread_id, limit: 100 }),
    ledger.escalations.list({ thread_id, limit: 100 }),
    ledger.threads.transcript(thread_id, 200),
    ledger.recovery.undelivered(),
  ]);
  const actions = rows.map(async ({ action_id, status }) =>
    wrongAction(action_id, status, {
      ran: seen.runs.some(({ key }) => key === action_id),
      happened: (await records.committed(action_id)) !== undefined,
    }),
  );
  return [
    ...(await Promise.all(actions)).flat(),
    ...turns.flatMap((turn) => wrongTurn(turn, escalations, said)),
    ...seen.sent.flatMap((sent) => wrongMessage(sent, turns, said)),
    ...undelivered.map(() => 'a decision was not brought in'),
  ];
}

function wrongAction(
  id: string,
  status: string,
  { ran, happened }: { readonly ran: boolean; readonly happened: boolean },
): readonly string[] {
  const ended = ['executed', 'failed', 'in_doubt'].includes(status);
  return [
    ...(ran && !ended ? [`\`${id}\` ran and is ${status}`] : []),
    ...(happened && status !== 'executed' ? [`\`${id}\` took effect and is ${status}`] : []),
    ...(happened && !ran ? [`\`${id}\` took effect behind the watch's back`] : []),
  ];
}

function wrongTurn(
  { turn_id, status, outcome, result }: TurnRow,
  escalations: readonly EscalationRow[],
  said: readonly TranscriptEntry[],
): readonly string[] {
  const waits = escalations.some((one) => one.turn_id === turn_id && one.status === 'open');
  const answered = said.some((entry) => entry.turn_id === turn_id && entry.role !== 'customer');
  return [
    ...(status === (waits ? 'waiting' : 'done') ? [] : [`a turn is ${status}, waits: ${waits}`]),
    ...(outcome === null || outcome === 'failed' ? [`a turn ended with the outcome ${outcome}`] : []),
    ...(result?.reply.text && !answered ? ['a reply is not in the transcript'] : []),
  ];
}

function wrongMessage(
  { text, key, turn_id }: Sent,
  turns: readonly TurnRow[],
  said: readonly TranscriptEntry[],
): readonly string[] {
  const own = turns.filter((turn) => turn.idempotency_key === key);
  const [first] = own;
  const heard = said.filter((entry) => entry.turn_id === first?.turn_id && entry.role === 'customer');
  return [
    ...(own.length > 1 ? [`\`${text}\` became ${own.length} turns`] : []),
    ...(turn_id !== null && first?.turn_id !== turn_id
      ? [`\`${text}\` is not the turn it was said to be`]
      : []),
    ...(first && (heard.length !== 1 || heard[0]?.text !== text) ? [`\`${text}\` was lost`] : []),
  ];
}
