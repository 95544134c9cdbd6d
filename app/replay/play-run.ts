import type { OpenRun } from '../../adapters/models/recorded-endpoint.ts';
import type { RecordedTurn } from '../../adapters/models/recorded-turns.ts';
import type { Session } from '../../core/session.ts';
import type { TurnResult } from '../../core/turn.ts';
import { decide } from '../turns/decide.ts';
import { snapshotOf } from '../turns/run-graph.ts';
import type { ServedAgent } from '../turns/served-agent.ts';
import { takeTurn } from '../turns/take-turn.ts';
import type { TurnRuntime } from '../turns/turn-runtime.ts';
import { decidingRules } from './deciding-rules.ts';
import { lastWords, wasExecuted, wasProposed } from './recorded-calls.ts';

/** The point at which a replay diverged from the recording. */
export interface Departure {
  /** The customer's turn, counted from 1. */
  readonly turn: number;
  /** The code of the denial or escalation; `asked` if our agent asked instead. */
  readonly cause: string;
}

/** The course of a recorded conversation in our graph. */
export interface Played {
  /** `completed`: up to the customer's last message. `escalated`: handed to a person, as recorded. */
  readonly ended: 'completed' | 'escalated';
  readonly departures: readonly Departure[];
  /** Codes of the calls for a person, in order. */
  readonly escalations: readonly string[];
  /** Ids of actions that the customer confirmed. */
  readonly confirmed: ReadonlySet<string>;
  /** The attested slots as each turn left them, by its id. */
  readonly attested: ReadonlyMap<string, Session['slots']>;
  /** All that the customer said. */
  readonly said: readonly string[];
}

export interface PlayRun {
  readonly runtime: TurnRuntime;
  readonly served: ServedAgent;
  readonly threadId: string;
  readonly recording: OpenRun;
  readonly words: { readonly yes: string; readonly no: string };
  /** The tool with which the agent calls a person. */
  readonly escalationTool: string | undefined;
}

/** The person's answer if the recorded agent has no further text. */
const NO_WORDS = 'The recording has no answer here.';

/** Codes of calls for a person that match a recorded handover. */
const RECORDED_ESCALATIONS: readonly string[] = ['agent_transfers', 'person_requested'];

type Playing = PlayRun & {
  readonly departures: Departure[];
  readonly escalations: string[];
  readonly confirmed: Set<string>;
  readonly attested: Map<string, Session['slots']>;
  readonly said: string[];
};

/**
 * Plays a recorded conversation: the recorded customer speaks, the recorded model answers.
 *
 * A call for a person that the recording does not have is answered with the recorded agent's last text, so that the
 * conversation continues.
 */
export async function playRun(options: PlayRun): Promise<Played> {
  const playing: Playing = {
    ...options,
    departures: [],
    escalations: [],
    confirmed: new Set(),
    attested: new Map(),
    said: [],
  };
  let number = 0;
  let ended: Played['ended'] = 'completed';
  for (
    let turn = playing.recording.nextCustomerTurn();
    turn && ended === 'completed';
    turn = playing.recording.nextCustomerTurn()
  ) {
    number += 1;
    if ((await playTurn(playing, turn, number)) === 'handed over') ended = 'escalated';
  }
  const { departures, escalations, confirmed, attested, said } = playing;
  return { ended, departures, escalations, confirmed, attested, said };
}

/** Plays one customer turn of the recording: one turn, and another for each confirmation. */
async function playTurn(playing: Playing, turn: RecordedTurn, number: number): Promise<'on' | 'handed over'> {
  let result = await say(playing, turn.text);
  await note(playing, turn, number, result);
  while (result.outcome === 'awaiting_confirmation') {
    const action = result.actions.findLast(({ verdict }) => verdict.decision === 'confirm');
    const agreed = action !== undefined && wasExecuted(turn, action);
    if (action && agreed) playing.confirmed.add(action.action_id);
    result = await say(playing, agreed ? playing.words.yes : playing.words.no);
    await note(playing, turn, number, result);
  }
  if (result.escalation_id !== null) return handOver(playing, turn, number, result);
  const { left } = playing.recording.counts;
  if (left > 0) playing.departures.push({ turn: number, cause: result.outcome });
  return 'on';
}

async function say(
  { runtime, served, threadId, attested, said }: Playing,
  text: string,
): Promise<TurnResult> {
  said.push(text);
  const result = await takeTurn(runtime, { thread_id: threadId, text, idempotency_key: null });
  const { state } = await snapshotOf(served, threadId);
  attested.set(result.turn_id, state?.thread.session.slots ?? {});
  return result;
}

/** Records a denial of an action that the recording executed. */
async function note(
  { runtime, departures, threadId }: Playing,
  turn: RecordedTurn,
  number: number,
  { turn_id }: TurnResult,
): Promise<void> {
  for (const { status, verdict } of await runtime.ledger.actions.list({ thread_id: threadId, turn_id })) {
    if (status !== 'denied' || !wasExecuted(turn, verdict.action)) continue;
    departures.push({ turn: number, cause: decidingRules(verdict)[0] ?? verdict.decision });
  }
}

async function handOver(
  playing: Playing,
  turn: RecordedTurn,
  number: number,
  { escalation_id }: TurnResult,
): Promise<'on' | 'handed over'> {
  const { runtime, recording, escalations, departures, escalationTool } = playing;
  const row = await runtime.ledger.escalations.get(escalation_id ?? '');
  const exhausted = recording.counts.exhausted > 0;
  const code = exhausted ? 'recording_exhausted' : (row?.request.code ?? 'unknown');
  escalations.push(code);
  const recorded = wasProposed(turn, escalationTool);
  if (!recorded || !RECORDED_ESCALATIONS.includes(code)) departures.push({ turn: number, cause: code });
  if (recorded || !row) return 'handed over';
  await decide(runtime, row.escalation_id, {
    decision: 'answer',
    by: { kind: 'program', id: 'recording' },
    text: lastWords(turn) || NO_WORDS,
  });
  return 'on';
}
