import { getEventListeners } from 'node:events';
import { GraphInterrupt } from '@langchain/langgraph';
import { describe, expect, test } from 'vitest';
import { AgentError } from '../core/errors.ts';
import { type AgentState, NEW_THREAD, type NodeState, newTurn } from '../core/state.ts';
import type { NodeName } from '../core/step-details.ts';
import type { Step } from '../core/turn.ts';
import { type AnyNode, instrument } from './instrument.ts';

const NOW = new Date('2026-03-01T12:00:00Z');

function instrumented(name: NodeName, work: AnyNode, { limit = 10, timeoutMs = 1000 } = {}) {
  const steps: Step[] = [];
  const node = instrument(name, work, {
    clock: { now: async () => NOW },
    steps: { record: async ({ step }) => void steps.push(step) },
    limit,
    timeoutMs,
  });
  const run = ({ messages = [], ...turn }: Partial<NodeState> = {}, signal?: AbortSignal) =>
    node(
      {
        messages,
        thread: NEW_THREAD,
        turn: { ...newTurn({ id: 't1', content: '' }), steps: 2, ...turn },
      } satisfies AgentState,
      { configurable: { thread_id: 'th1' }, ...(signal ? { signal } : {}) },
    );
  return { steps, run };
}

test("an error in a node becomes a call for a person, and the step's code", async () => {
  const { run, steps } = instrumented('assemble', async () => {
    throw new AgentError('KNOWLEDGE_UNAVAILABLE', 'the store is down');
  });
  expect(await run()).toMatchObject({
    turn: { escalation: { code: 'knowledge_unavailable', proposal: null } },
  });
  expect(steps).toEqual([expect.objectContaining({ node: 'assemble', error: 'KNOWLEDGE_UNAVAILABLE' })]);
});

test('an error that is none of ours is INTERNAL', async () => {
  const { run, steps } = instrumented('act', async () => {
    throw new TypeError('undefined is not a function');
  });
  expect(await run()).toMatchObject({ turn: { escalation: { code: 'internal' } } });
  expect(steps[0]?.error).toBe('INTERNAL');
});

test('an interrupt is control flow: it passes untouched, and is no step', async () => {
  const interrupt = new GraphInterrupt([]);
  for (const name of ['escalate', 'act'] as const) {
    const { run, steps } = instrumented(name, async () => {
      throw interrupt;
    });
    await expect(run()).rejects.toBe(interrupt);
    expect(steps).toEqual([]);
  }
});

test('without a ledger the run ends', async () => {
  const { run } = instrumented('validate', async () => {
    throw new AgentError('LEDGER_UNAVAILABLE', 'the disk is full');
  });
  await expect(run()).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
});

test('a node that hangs is left behind at its limit', async () => {
  const { run, steps } = instrumented('act', () => new Promise(() => {}), { timeoutMs: 20 });
  expect(await run()).toMatchObject({ turn: { escalation: { code: 'node_timeout' } } });
  expect(steps[0]?.error).toBe('NODE_TIMEOUT');
});

test('an execution is not left half-way: it ends by itself', async () => {
  const { run } = instrumented(
    'execute',
    (_state, { signal }) =>
      new Promise((resolve) =>
        signal.addEventListener('abort', () => setTimeout(() => resolve({ denials: 7 }), 10)),
      ),
    { timeoutMs: 20 },
  );
  expect(await run()).toMatchObject({ turn: { denials: 7 } });
});

test('a step that has ended is let go of by its time and by whoever could have stopped it', async () => {
  let given: AbortSignal | undefined;
  const stop = new AbortController();
  const { run } = instrumented(
    'act',
    async (_state, { signal }) => {
      given = signal;
      return {};
    },
    { timeoutMs: 5 },
  );
  await run({}, stop.signal);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(given?.aborted).toBe(false);
  expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
});

test('steps count on, and the same step has the same id when it is replayed', async () => {
  const { run, steps } = instrumented('act', async () => ({}));
  expect(await run()).toMatchObject({ turn: { steps: 3 } });
  await run();
  expect(steps.map(({ step_id, number }) => [step_id, number])).toEqual([
    ['t1.s3', 3],
    ['t1.s3', 3],
  ]);
});

test("classify begins a turn under the message's id, whatever the last one left", async () => {
  const message = { id: 'm9', type: 'human', content: 'x' } as const;
  const left = { messages: [message], denials: 2, reading: 'confirmed', faults: ['f'] } as const;
  const turn = { ...newTurn(message), steps: 1 };
  const { run, steps } = instrumented('classify', async ({ denials }) => ({ regenerations: denials }));
  expect(await run(left)).toEqual({ turn });
  const failed = instrumented('classify', async () => Promise.reject(new Error('down')));
  expect(await failed.run(left)).toMatchObject({ turn: { ...turn, escalation: { code: 'internal' } } });
  expect(steps[0]).toMatchObject({ step_id: 'm9.s1', number: 1 });
});

test('a turn with too many steps goes to a person, and their words go out', async () => {
  let ran = 0;
  const work: AnyNode = async () => ({ denials: ++ran });
  const { run } = instrumented('respond', work, { limit: 2 });
  expect(await run()).toMatchObject({ turn: { escalation: { code: 'steps_exhausted' } } });
  expect(ran).toBe(0);
  const draft = { text: 'x', citations: [], grounds: [], outcome: 'answered', by: 'person' } as const;
  expect(await run({ draft })).toMatchObject({ turn: { denials: 1 } });
  const escalate = instrumented('escalate', work, { limit: 2 });
  expect(await escalate.run()).toMatchObject({ turn: { denials: 2 } });
});

test('notes add up; the last confidence and model win', async () => {
  const { run, steps } = instrumented('act', async (_state, { note }) => {
    note({ input_tokens: 5, cost_nano: 7, model: 'a', confidence: 0.2, detail: { flow: 'cancel' } });
    note({ input_tokens: 6, cost_nano: 8, model: 'b', detail: { effect: 'say' } });
    return {};
  });
  await run();
  expect(steps[0]).toMatchObject({
    input_tokens: 11,
    cost_nano: 15,
    model: 'b',
    confidence: 0.2,
    detail: { flow: 'cancel', effect: 'say' },
  });
});

describe('the calls to models of a step', () => {
  const attempt = (end: string, cost_nano: number, model = 'small') => ({
    ...{ model, end, ms: 5, cost_nano },
    ...{ input_tokens: 100, cached_tokens: 0, output_tokens: 10 },
  });

  test('are kept where there was more than one', async () => {
    const attempts = [attempt('cut_off', 300), attempt('answered', 200)];
    const { run, steps } = instrumented('act', async (_state, { note }) => {
      note({ cost_nano: 500, attempts });
      return {};
    });
    await run();
    expect(steps[0]).toMatchObject({ cost_nano: 500, detail: { attempts } });
  });

  test('are the step itself where there was one', async () => {
    const { run, steps } = instrumented('act', async (_state, { note }) => {
      note({ cost_nano: 200, attempts: [attempt('answered', 200)] });
      return {};
    });
    await run();
    expect(steps[0]?.detail).toEqual({});
  });

  test('are paid and told, though none gave an answer that can be used', async () => {
    const attempts = [attempt('cut_off', 300), attempt('empty', 400, 'large')];
    const { run, steps } = instrumented('act', async () => {
      throw new AgentError('MODEL_OUTPUT_INVALID', 'nothing in it', { cause: { kind: 'answer', attempts } });
    });
    await run();
    expect(steps[0]).toMatchObject({
      ...{ error: 'MODEL_OUTPUT_INVALID', model: 'large', cost_nano: 700 },
      ...{ input_tokens: 200, output_tokens: 20, detail: { attempts } },
    });
  });
});
