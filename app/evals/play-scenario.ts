import type { Scenario } from '../../config/schemas/scenario-schema.ts';
import type { TurnResult } from '../../core/turn.ts';
import { type Harness, openHarness } from '../open/open-harness.ts';
import type { OpenedOffline } from '../open/open-offline.ts';
import { takeTurn } from '../turns/take-turn.ts';
import { endMismatches } from './end-mismatches.ts';
import type { Mismatch, PlayedTurn, ScenarioRun } from './results.ts';
import { turnMismatches } from './turn-mismatches.ts';

/** Plays a scenario once through the real graph, on its own demo records. */
export async function playScenario(evals: OpenedOffline, scenario: Scenario): Promise<ScenarioRun> {
  const harness = await openHarness(evals, scenario.now);
  try {
    const threadId = await harness.openThread(scenario.customer ?? null);
    const turns: PlayedTurn[] = [];
    for (const turn of scenario.turns) turns.push(await playTurn(harness, threadId, turn));
    const end = scenario.finally ? await checkEnd(harness, threadId, turns, scenario.finally) : [];
    const passed = end.length === 0 && turns.every(({ mismatches }) => mismatches.length === 0);
    return { passed, turns, end };
  } finally {
    await harness.close();
  }
}

async function playTurn(
  { harness, tools }: Harness,
  thread_id: string,
  { says, expect }: Scenario['turns'][number],
): Promise<PlayedTurn> {
  const taken = await takeTurn(harness, { thread_id, text: says, idempotency_key: null }).catch(refusedTurn);
  if ('error' in taken) return { ...NOTHING, says, mismatches: [taken.error] };
  const result = taken;
  const mismatches = expect ? turnMismatches(expect, result, tools) : [];
  return {
    says,
    outcome: result.outcome,
    reply: result.reply.text,
    cites: result.reply.citations.map(({ passage_id }) => passage_id),
    intent: result.intent,
    confidence: result.confidence,
    actions: result.actions.map(({ name, arguments: args, verdict, executed }) => ({
      name,
      arguments: args,
      verdict,
      executed,
    })),
    mismatches,
    steps: mismatches.length === 0 ? [] : await stepsOf(harness, result),
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
