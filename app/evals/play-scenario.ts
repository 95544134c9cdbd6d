import type { ScenarioCustomer, SimulatedCustomer } from '../../config/schemas/customer-schema.ts';
import type { Scenario, ScenarioTurn } from '../../config/schemas/scenario-schema.ts';
import type { TurnResult } from '../../core/turn.ts';
import { type Harness, openHarness } from '../open/open-harness.ts';
import type { OpenedOffline } from '../open/open-offline.ts';
import { playCustomer, type SimulatedRow } from '../simulate/play-customer.ts';
import { wishesOf } from '../simulate/simulate.ts';
import { takeTurn } from '../turns/take-turn.ts';
import { endMismatches } from './end-mismatches.ts';
import { commandsOf } from './heard.ts';
import type { Mismatch, PlayedTurn, ScenarioRun } from './results.ts';
import { turnMismatches } from './turn-mismatches.ts';

/** Plays a scenario once through the real graph, on its own demo records. */
export async function playScenario(evals: OpenedOffline, scenario: Scenario): Promise<ScenarioRun> {
  const harness = await openHarness(evals, scenario.now);
  const { customer, turns: declared = [] } = scenario;
  try {
    if (typeof customer === 'object') return await playGoals(evals, harness, scenario, customer);
    const threadId = await harness.openThread(customer ?? null);
    const turns: PlayedTurn[] = [];
    for (const turn of declared) turns.push(await playTurn(harness, threadId, turn));
    const end = scenario.finally ? await checkEnd(harness, threadId, turns, scenario.finally) : [];
    const passed = end.length === 0 && turns.every(({ mismatches }) => mismatches.length === 0);
    return { passed, turns, end };
  } finally {
    await harness.close();
  }
}

/** A simulated customer says what fixed turns would; how it ended is checked after the last turn. */
async function playGoals(
  evals: OpenedOffline,
  harness: Harness,
  { name, finally: end }: Scenario,
  { identity, ends, ...wants }: ScenarioCustomer,
): Promise<ScenarioRun> {
  const turns: PlayedTurn[] = [];
  const executed = (end?.executed ?? []) as SimulatedCustomer['expected']['executed'];
  const customer = { id: name, customer: { identity }, ...wants, expected: { executed } };
  let threadId = '';
  const opening = {
    ...harness,
    openThread: async () => {
      threadId = await harness.openThread(null);
      return threadId;
    },
  };
  const row = await playCustomer(opening, customer, wishesOf(evals), (says, turn) =>
    turns.push({ ...playedTurn(says, turn), mismatches: [], steps: [] }),
  );
  const wrong = ends.includes(row.ended) ? [] : [endedOtherwise(row, ends)];
  const mismatches = [...wrong, ...(end ? await checkEnd(harness, threadId, turns, end) : [])];
  return { passed: mismatches.length === 0, turns, end: mismatches };
}

function endedOtherwise(row: SimulatedRow, ends: ScenarioCustomer['ends']): Mismatch {
  const { ended, wasted, asked_twice, wrong_proposals, person } = row;
  const why = JSON.stringify({ wasted, asked_twice, wrong_proposals, person: person?.code ?? null });
  return { what: 'customer.ends', expected: ends.join(' or '), actual: `${ended} ${why}` };
}

async function playTurn(
  { harness, tools }: Harness,
  thread_id: string,
  { says, expect }: ScenarioTurn,
): Promise<PlayedTurn> {
  const taken = await takeTurn(harness, { thread_id, text: says, idempotency_key: null }).catch(refusedTurn);
  if ('error' in taken) return { ...NOTHING, says, mismatches: [taken.error] };
  const result = taken;
  const mismatches = expect ? turnMismatches(expect, result, tools) : [];
  return {
    ...playedTurn(says, result),
    heard: expect?.heard ? { expected: expect.heard, is: commandsOf(result) } : null,
    mismatches,
    steps: mismatches.length === 0 ? [] : await stepsOf(harness, result),
  };
}

function playedTurn(says: string, result: TurnResult): Omit<PlayedTurn, 'mismatches' | 'steps'> {
  return {
    says,
    outcome: result.outcome,
    reply: result.reply.text,
    cites: result.reply.citations.map(({ passage_id }) => passage_id),
    intent: result.intent,
    confidence: result.confidence,
    heard: null,
    actions: result.actions.map(({ name, arguments: args, verdict, executed }) => ({
      name,
      arguments: args,
      verdict,
      executed,
    })),
  };
}

/** Reports a turn that the agent refuses as a mismatch of this scenario. */
function refusedTurn(error: unknown): { readonly error: Mismatch } {
  return { error: { what: 'turn', expected: 'is taken', actual: String(error) } };
}

const NOTHING: Omit<PlayedTurn, 'says' | 'mismatches'> = {
  outcome: 'failed',
  reply: '',
  cites: [],
  intent: null,
  confidence: null,
  heard: null,
  actions: [],
  steps: [],
};

async function stepsOf(
  { ledger }: Harness['harness'],
  { turn_id }: TurnResult,
): Promise<PlayedTurn['steps']> {
  const steps = (await ledger.turns.get(turn_id))?.steps ?? [];
  return steps.map(({ node, ms, confidence, error, detail }) => ({ node, ms, confidence, error, detail }));
}

async function checkEnd(
  { harness, tools, read, clock }: Harness,
  thread_id: string,
  turns: readonly PlayedTurn[],
  end: NonNullable<Scenario['finally']>,
) {
  const ran = await harness.ledger.actions.history(thread_id);
  const now = await clock.now();
  return endMismatches(end, {
    executed: ran.filter(({ name }) => tools.get(name)?.effects),
    replies: turns.map(({ reply }) => reply),
    read: (tool, args) => read(tool, args, { signal: new AbortController().signal, now }),
  });
}
