import type { ENDS, SimulatedCustomer } from '../../config/schemas/customer-schema.ts';
import type { ProposedAction } from '../../core/action.ts';
import { AgentError } from '../../core/errors.ts';
import type { TurnResult } from '../../core/turn.ts';
import type { Harness } from '../open/open-harness.ts';
import { takeTurn } from '../turns/take-turn.ts';
import { isAsExpected, type Progress } from './progress.ts';
import { simulatedCustomer } from './simulated-customer.ts';

/** The row of a simulated customer. */
export interface SimulatedRow {
  readonly id: string;
  readonly ended: (typeof ENDS)[number];
  /** Messages of the customer. */
  readonly turns: number;
  readonly executed: readonly ProposedAction[];
  /** Those of them that were not expected. */
  readonly unwanted: readonly ProposedAction[];
  /** True if exactly the expected actions ran, and each wish without one ended as it must. */
  readonly as_expected: boolean;
  /** Slots that were asked although the customer had said them. */
  readonly asked_twice: readonly string[];
  /** Actions that were shown and fit no goal. */
  readonly wrong_proposals: readonly ProposedAction[];
  /** Turns in which the customer had to repeat or correct something. */
  readonly wasted: number;
  /** The call for a person; null if there was none. */
  readonly person: HandedOver | null;
  readonly transcript: readonly { readonly role: 'customer' | 'agent'; readonly text: string }[];
}

/** Who was handed over to a person, with what. */
export interface HandedOver {
  readonly code: string;
  readonly reason: string;
  readonly customer_id: string | null;
  readonly intents: readonly string[];
}

/** Turns that a customer takes at most: for each goal, and for the rest. */
const TURNS_A_GOAL = 8;
const MOST_TURNS = 40;

/** One customer talks to the agent until they leave, are handed over, or have had enough. */
export async function playCustomer(
  { harness, tools, openThread }: Pick<Harness, 'harness' | 'tools' | 'openThread'>,
  customer: SimulatedCustomer,
  wishes: ReadonlyMap<string, string>,
  heard: (says: string, turn: TurnResult) => void = () => {},
): Promise<SimulatedRow> {
  const hasEffects = (tool: string) => tools.get(tool)?.effects ?? false;
  const talking = simulatedCustomer(customer, { wishes, hasEffects });
  const thread_id = await openThread(null);
  const transcript: SimulatedRow['transcript'][number][] = [];
  const most = Math.min(MOST_TURNS, TURNS_A_GOAL * (customer.goals.length + 1));
  let last: TurnResult | null = null;
  let turns = 0;
  for (let text: string | null = talking.opening(); text !== null && turns < most; turns += 1) {
    transcript.push({ role: 'customer', text });
    last = await takeTurn(harness, { thread_id, text, idempotency_key: null }).catch(refused);
    if (!last) break;
    transcript.push({ role: 'agent', text: last.reply.text });
    heard(text, last);
    text = talking.answer(last);
  }
  const { progress } = talking;
  const person = last?.escalation_id ? await handedOver(harness, thread_id, last) : null;
  const as_expected = isAsExpected(progress);
  return {
    id: customer.id,
    ended: endOf(progress, as_expected, person),
    turns,
    executed: progress.executed,
    unwanted: progress.unwanted,
    as_expected,
    asked_twice: progress.askedTwice,
    wrong_proposals: progress.wrongProposals,
    wasted: progress.wasted,
    person,
    transcript,
  };
}

/** A message that the agent does not take, for example because it is too long, ends the conversation. */
function refused(error: unknown): null {
  if (error instanceof AgentError && error.fault === 'client') return null;
  throw error;
}

/** In an adequate conversation the customer wasted at most so many turns. */
const ADEQUATE = 2;

function endOf(progress: Progress, asExpected: boolean, person: HandedOver | null): SimulatedRow['ended'] {
  if (progress.unwanted.length > 0) return 'failed';
  if (person) return person.customer_id !== null && person.intents.length > 0 ? 'person' : 'failed';
  if (!asExpected || progress.wasted > ADEQUATE) return 'failed';
  return progress.wasted === 0 ? 'flawless' : 'adequate';
}

async function handedOver(
  { ledger }: Harness['harness'],
  thread_id: string,
  { escalation_id, goals }: TurnResult,
): Promise<HandedOver | null> {
  const escalation = escalation_id === null ? undefined : await ledger.escalations.get(escalation_id);
  if (!escalation) return null;
  const { code, reason } = escalation.request;
  const customer_id = (await ledger.threads.get(thread_id))?.customer_id ?? null;
  const open = goals.filter(({ state }) => state === 'person' || state === 'waiting');
  return { code, reason, customer_id, intents: open.map(({ intent }) => intent) };
}
