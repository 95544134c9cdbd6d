import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { actionHash, type Proposal } from '../core/action.ts';
import type { Json } from '../core/json.ts';
import type { Tool } from '../core/tool.ts';
import { resumeTool, runTool } from './run-tool.ts';

const action = { name: 'pay', arguments: { amount: 5 } };
const proposal: Proposal = {
  action_id: 't.a1',
  action,
  by: 'flow',
  call_id: null,
  problem: null,
  origin: actionHash(action),
};

function tool(
  idempotency: 'key' | 'lookup' | 'none' | null,
  run: Tool['run'],
  happened?: () => Promise<Json | undefined>,
): Tool {
  return {
    name: 'pay',
    description: '',
    title: '',
    input: z.strictObject({ amount: z.number() }),
    effects: idempotency !== null,
    ...(idempotency ? { idempotency } : {}),
    run,
    ...(happened ? { happened } : {}),
  };
}
const callIn = (ms = 1000) => ({ key: 'k', now: new Date(0), signal: AbortSignal.timeout(ms) });
const throws = async () => {
  throw new Error('connection reset');
};
const hangs = () => new Promise<Json>(() => {});

/** A tool that fails the first time and counts how often it was run. */
function failingOnce(idempotency: 'key' | 'lookup' | 'none', happened?: () => Promise<Json | undefined>) {
  const keys: string[] = [];
  const made = tool(
    idempotency,
    async (_args, { key }) => {
      keys.push(key);
      if (keys.length === 1) throw new Error('connection reset');
      return 'paid';
    },
    happened,
  );
  return { keys, made };
}

describe('the first run', () => {
  test('answers the result', async () => {
    expect(
      await runTool(
        tool('none', async () => 'paid'),
        proposal,
        callIn(),
      ),
    ).toEqual({ kind: 'result', result: 'paid' });
  });

  test('a read that throws failed; whoever reads may try again', async () => {
    expect(await runTool(tool(null, throws), proposal, callIn())).toEqual({
      kind: 'failed',
      reason: 'connection reset',
    });
  });

  test('with `key` an effect that threw is run again under the same key', async () => {
    const { keys, made } = failingOnce('key');
    expect(await runTool(made, proposal, callIn())).toEqual({ kind: 'result', result: 'paid' });
    expect(keys).toEqual(['k', 'k']);
  });

  test('with `lookup` an effect that threw is asked after, and not run again when it is not there yet', async () => {
    const seen = failingOnce('lookup', async () => 'paid after all');
    expect(await runTool(seen.made, proposal, callIn())).toEqual({
      kind: 'result',
      result: 'paid after all',
    });
    const unseen = failingOnce('lookup', async () => undefined);
    expect(await runTool(unseen.made, proposal, callIn())).toMatchObject({ kind: 'unknown' });
    expect(unseen.keys).toHaveLength(1);
  });

  test('with `none` an effect that threw is for a person', async () => {
    const { keys, made } = failingOnce('none');
    expect(await runTool(made, proposal, callIn())).toEqual({ kind: 'unknown', reason: 'connection reset' });
    expect(keys).toHaveLength(1);
  });

  test.each(['key', 'lookup', 'none'] as const)(
    'with `%s` an effect that hangs is left behind, in doubt',
    async (idempotency) => {
      const end = await runTool(
        tool(idempotency, hangs, async () => undefined),
        proposal,
        callIn(20),
      );
      expect(end).toMatchObject({
        kind: 'unknown',
        reason: expect.stringContaining('longer than its limit'),
      });
    },
  );

  test('a result after the limit does not count, and breaks nothing', async () => {
    let late: (result: Json) => void = () => {};
    const slow = tool(
      'none',
      () =>
        new Promise((resolve) => {
          late = resolve;
        }),
    );
    expect(await runTool(slow, proposal, callIn(20))).toMatchObject({ kind: 'unknown' });
    late('paid');
  });

  test('what throws no error is told all the same', async () => {
    const odd = tool(null, async () => Promise.reject('just a text'));
    expect(await runTool(odd, proposal, callIn())).toEqual({ kind: 'failed', reason: 'just a text' });
  });
});

describe('after a crash', () => {
  test.each([
    ['a read', null, 'result', 1],
    ['an effect with a key', 'key', 'result', 1],
    ['an effect without anything', 'none', 'unknown', 0],
  ] as const)('%s', async (_what, idempotency, kind, times) => {
    let runs = 0;
    const counted = tool(idempotency, async () => ++runs);
    const end = await resumeTool(counted, proposal, callIn());
    expect(end.kind).toBe(kind);
    if (end.kind === 'unknown') expect(end.reason).toContain('the process ended');
    expect(runs).toBe(times);
  });

  test('an effect that can be looked up runs only if it did not happen', async () => {
    let runs = 0;
    const run = async () => ++runs;
    expect(
      await resumeTool(
        tool('lookup', run, async () => 'before'),
        proposal,
        callIn(),
      ),
    ).toEqual({ kind: 'result', result: 'before' });
    expect(runs).toBe(0);
    expect(
      await resumeTool(
        tool('lookup', run, async () => undefined),
        proposal,
        callIn(),
      ),
    ).toMatchObject({ kind: 'result' });
    expect(runs).toBe(1);
  });

  test('an effect whose tool promises nothing is not run again, though it could be looked up', async () => {
    let runs = 0;
    const none = tool(
      'none',
      async () => ++runs,
      async () => undefined,
    );
    expect((await resumeTool(none, proposal, callIn())).kind).toBe('unknown');
    expect(runs).toBe(0);
  });

  test('a lookup that fails leaves it to a person', async () => {
    let runs = 0;
    const end = await resumeTool(
      tool('lookup', async () => ++runs, throws),
      proposal,
      callIn(),
    );
    expect(end).toMatchObject({ kind: 'unknown' });
    expect(runs).toBe(0);
  });
});
