import { randomUUID } from 'node:crypto';
import { decide } from '../../app/turns/decide.ts';
import { recover } from '../../app/turns/recover.ts';
import { takeTurn } from '../../app/turns/take-turn.ts';
import { actionHash } from '../../core/action.ts';
import { AgentError } from '../../core/errors.ts';
import type { PersonDecision } from '../../core/ports/escalation-log.ts';
import { unverified } from '../../core/principal.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import { mia } from '../retail-shop.ts';
import { CRASH } from './process.ts';
import type { Deciding, Event, Happening, Schedule } from './shop-schedule.ts';
import type { Serving, Shop, shopWorld } from './shop-world.ts';
import { type Observed, permitted, type Sent, wrongAtTheEnd } from './watch.ts';

type World = Awaited<ReturnType<typeof shopWorld>>;

/** Refusals that a caller must expect: all others break the schedule. */
const EXPECTED = new Set([
  'THREAD_BUSY',
  'ESCALATION_CLOSED',
  'DECISION_NOT_POSSIBLE',
  'IDEMPOTENCY_KEY_REUSED',
]);

/** A schedule's result: all that was wrong, and counts of the events that matter. */
export interface Played {
  readonly faults: readonly string[];
  readonly effects: number;
  readonly escalations: number;
  readonly denials: number;
  readonly deaths: number;
  /** Tools that refused, broke or took too long. */
  readonly broken: number;
}

/** Plays a schedule on a shop of its own, and lets the last process recover what is left. */
export async function playSchedule(world: World, schedule: Schedule): Promise<Played> {
  const shop = world.open();
  const seen: Observed = { runs: [], sent: [], yes: 0, approved: new Set(), faults: [] };
  shop.onRun = (tool, args, key) => permitted(shop, seen, { name: tool, arguments: args }, key);
  const thread_id = randomUUID();
  await shop.ledger.threads.open({
    thread_id,
    agent: schedule.driver,
    config_version: world.version,
    customer_id: mia,
    created_at: new Date(0).toISOString(),
  });
  let serving = shop.start();
  let deaths = 0;
  for (const event of schedule.events) {
    await play(shop, serving, seen, thread_id, event);
    if (serving.process.dead()) deaths += 1;
    if (event.dies || event.rules) serving = await recovered(shop, seen);
  }
  await recovered(shop, seen);
  const rows = await shop.ledger.actions.list({ thread_id });
  return {
    faults: [...seen.faults, ...(await wrongAtTheEnd(shop, seen, thread_id))],
    effects: new Set(seen.runs.map(({ key }) => key)).size,
    escalations: (await shop.ledger.escalations.list({ thread_id, limit: 100 })).length,
    denials: rows.filter(({ status }) => status === 'denied').length,
    deaths,
    broken: shop.broken,
  };
}

/** The next process, once it has taken up what the last one left. */
async function recovered(shop: Shop, seen: Observed): Promise<Serving> {
  const serving = shop.start();
  const { failed } = await recover(serving.harness);
  seen.faults.push(...failed.map(({ reason }) => `not recovered: ${reason}`));
  return serving;
}

async function play(
  shop: Shop,
  serving: Serving,
  seen: Observed,
  threadId: string,
  { happens, dies, rules, breaks }: Event,
): Promise<void> {
  shop.breaks = breaks;
  if (dies) serving.process.dieAt(dies);
  if (rules)
    serving.process.between(rules.at, () => {
      shop.policy = rules.to;
    });
  const both = 'both' in happens ? happens.both : [happens];
  await Promise.all(both.map((one) => tolerated(seen, happen(shop, serving, seen, threadId, one))));
}

async function tolerated(seen: Observed, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (error === CRASH || (error instanceof AgentError && EXPECTED.has(error.code))) return;
    seen.faults.push(
      `unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
}

async function happen(
  shop: Shop,
  { harness }: Serving,
  seen: Observed,
  thread_id: string,
  one: Happening,
): Promise<void> {
  if ('say' in one) {
    shop.answers.splice(
      0,
      shop.answers.length,
      ...one.proposals.map(([name, args]) => ({ calls: [{ name, arguments: args }] })),
    );
    if (one.say === 'yes') seen.yes += 1;
    const sent: Sent = { text: one.say, key: randomUUID(), turn_id: null };
    seen.sent.push(sent);
    sent.turn_id = (
      await takeTurn(harness, { thread_id, text: sent.text, idempotency_key: sent.key })
    ).turn_id;
  } else if ('retry' in one) {
    const sent = seen.sent.at(-1 - one.retry);
    if (!sent) return;
    const { turn_id } = await takeTurn(harness, { thread_id, text: sent.text, idempotency_key: sent.key });
    if (sent.turn_id !== null && sent.turn_id !== turn_id)
      seen.faults.push(`\`${sent.key}\` became two turns`);
    sent.turn_id = turn_id;
  } else if ('decide' in one) await decideOn(shop, harness, seen, thread_id, one);
  else if ('rules' in one) shop.policy = one.rules;
  else if ('shipped' in one) await ship(shop, one.shipped);
}

async function decideOn(
  shop: Shop,
  harness: Serving['harness'],
  seen: Observed,
  thread_id: string,
  { decide: what }: Deciding,
): Promise<void> {
  const [open] = await shop.ledger.escalations.list({ status: 'open', thread_id, limit: 1 });
  if (!open) return;
  const action = open.request.proposal?.action;
  if (action && what === 'approve') seen.approved.add(actionHash(action));
  if (action && typeof what === 'object') seen.approved.add(actionHash({ ...action, arguments: what }));
  await decide(harness, open.escalation_id, decisionOf(what));
}

function decisionOf(what: Deciding['decide']): PersonDecision {
  const by = unverified('op');
  if (typeof what === 'object') return { decision: 'edit', by, arguments: what };
  if (what === 'approve') return { decision: 'approve', by };
  return what === 'reject'
    ? { decision: 'reject', by, note: 'No.' }
    : { decision: 'answer', by, text: 'Done.' };
}

/** Somebody outside changes a record: the order leaves the house. */
async function ship({ records }: Shop, orderId: string): Promise<void> {
  await records.commit(randomUUID(), ({ get, put }): Json => {
    const order = get('orders', orderId) as JsonObject;
    if (order['status'] === 'pending') put('orders', orderId, { ...order, status: 'processed' });
    return null;
  });
}
