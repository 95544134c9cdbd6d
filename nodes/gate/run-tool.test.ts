import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { actionHash, type Proposal } from '../../core/action.ts';
import { NotDone, type Tool, type ToolCall } from '../../core/tool.ts';
import type { Json } from '../../core/values/json.ts';
import { notKept, resumeTool as resumeToolWithin, runTool as runToolWithin } from './run-tool.ts';

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
const runTool = (made: Tool, asked: Proposal, call: ToolCall, ms = 200) =>
  runToolWithin(made, asked, call, ms);
const resumeTool = (made: Tool, asked: Proposal, call: ToolCall, ms = 200) =>
  resumeToolWithin(made, asked, call, ms);
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

const tooLarge = 'its result has 100002 characters as JSON, and 100000 at most are read';
const large = async () => 'a'.repeat(100_000);

describe('a result over the limit', () => {
  test('of a read is a failure', async () => {
    expect(await runTool(tool(null, large), proposal, callIn())).toEqual({
      kind: 'failed',
      reason: tooLarge,
    });
  });

  test.each(['key', 'lookup', 'none'] as const)(
    'with `%s`, of an effect, is replaced by a note, and the effect has happened, once',
    async (idempotency) => {
      let runs = 0;
      const made = tool(idempotency, async () => {
        runs += 1;
        return large();
      });
      expect(await runTool(made, proposal, callIn())).toEqual({
        kind: 'result',
        result: { not_kept: `It was done; ${tooLarge}.` },
      });
      expect(runs).toBe(1);
    },
  );

  test('is replaced where a lookup finds it, too', async () => {
    const found = tool('lookup', throws, large);
    expect(await resumeTool(found, proposal, callIn())).toEqual({
      kind: 'result',
      result: notKept(tooLarge),
    });
  });

  test('is one that JSON cannot hold', async () => {
    const made = tool('none', async () => 5n as unknown as Json);
    expect(await runTool(made, proposal, callIn())).toMatchObject({
      kind: 'result',
      result: { not_kept: expect.stringContaining('not JSON') },
    });
  });
});

test('what a tool says of its failure is kept in part when it is long', async () => {
  const long = 'a'.repeat(100_000);
  const thrown = tool(null, async () => {
    throw new Error(long);
  });
  const refused = tool('none', async () => {
    throw new NotDone({ tell: long, detail: long });
  });
  const length = async (made: Tool) => JSON.stringify(await runTool(made, proposal, callIn())).length;
  expect(await length(thrown)).toBeLessThan(1100);
  expect(await length(refused)).toBeLessThan(2200);
});

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

  test('under the same key an error is asked once more, as in a first run', async () => {
    const { made, keys } = failingOnce('key');
    expect(await resumeTool(made, proposal, callIn())).toEqual({ kind: 'result', result: 'paid' });
    expect(keys).toEqual(['k', 'k']);
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

/** Resolves or rejects after so long, whatever its signal says. */
const later = <T>(ms: number, end: () => T) =>
  new Promise<T>((resolve, reject) => {
    setTimeout(() => {
      try {
        resolve(end());
      } catch (error) {
        reject(error);
      }
    }, ms);
  });
const refuses = () => {
  throw new NotDone({ tell: 'It is delivered.', detail: 'order 7 is delivered' });
};
const NOT_DONE = { kind: 'not_done', tell: 'It is delivered.', detail: 'order 7 is delivered' };

describe('a tool that says that it has not done it', () => {
  test.each(['key', 'lookup', 'none', null] as const)('is asked once (%s)', async (idempotency) => {
    let runs = 0;
    const run = async () => {
      runs += 1;
      return refuses();
    };
    const happened = async () => 'never asked';
    expect(await runTool(tool(idempotency, run, happened), proposal, callIn())).toEqual(NOT_DONE);
    expect(runs).toBe(1);
  });

  test('is believed when it comes from another copy of the engine', async () => {
    const foreign = Object.assign(new Error('order 7 is delivered'), {
      name: 'NotDone',
      tell: 'It is delivered.',
      detail: 'order 7 is delivered',
    });
    const run = async () => Promise.reject(foreign);
    expect(await runTool(tool('none', run), proposal, callIn())).toEqual(NOT_DONE);
  });

  test('under the same key, after a crash or an error, is believed', async () => {
    const refusing = tool('key', async () => refuses());
    expect(await resumeTool(refusing, proposal, callIn())).toEqual(NOT_DONE);
    let runs = 0;
    const second = tool('key', async () => (++runs === 1 ? throws() : refuses()));
    expect(await runTool(second, proposal, callIn())).toEqual(NOT_DONE);
  });

  test('under the same key proves nothing while the first attempt runs: its own answer counts', async () => {
    let runs = 0;
    const first = (end: () => Json) => {
      runs = 0;
      return tool('key', async () => (++runs === 1 ? later(60, end) : refuses()));
    };
    expect(
      await runTool(
        first(() => 'paid'),
        proposal,
        callIn(20),
      ),
    ).toEqual({ kind: 'result', result: 'paid' });
    expect(await runTool(first(refuses), proposal, callIn(20))).toEqual(NOT_DONE);
    const never = tool('key', async () => (++runs === 1 ? hangs() : refuses()));
    runs = 0;
    expect(await runTool(never, proposal, callIn(20), 50)).toMatchObject({ kind: 'unknown' });
  });

  test('late is believed where nothing else was begun meanwhile', async () => {
    const late = (idempotency: 'lookup' | 'none') => tool(idempotency, () => later(60, refuses), hangs);
    for (const idempotency of ['lookup', 'none'] as const)
      expect(await runTool(late(idempotency), proposal, callIn(20))).toEqual(NOT_DONE);
  });
});

describe('settling', () => {
  test('has a limit of its own, however little of the step was left', async () => {
    const seen: boolean[] = [];
    const asked = tool('lookup', hangs, async () => later(60, () => 'paid after all'));
    const happened: Tool['happened'] = async (args, call) => {
      seen.push(call.signal.aborted);
      return asked.happened?.(args, call);
    };
    const end = await runTool({ ...asked, happened }, proposal, callIn(20));
    expect(end).toEqual({ kind: 'result', result: 'paid after all' });
    expect(seen).toEqual([false]);
  });

  test('takes longer than its limit and leaves it to a person', async () => {
    const end = await runTool(tool('lookup', hangs, hangs), proposal, callIn(20), 30);
    expect(end).toEqual({
      kind: 'unknown',
      reason: 'the tool took longer than its limit; then: settling it took longer than its limit',
    });
  });

  test.each(['key', 'lookup', 'none'] as const)(
    'takes the late answer of the first attempt (%s)',
    async (idempotency) => {
      let runs = 0;
      const run = () => (++runs === 1 ? later(60, () => 'paid late') : hangs());
      const end = await runTool(
        tool(idempotency, run, async () => undefined),
        proposal,
        callIn(20),
      );
      expect(end).toEqual({ kind: 'result', result: 'paid late' });
    },
  );

  test('an effect whose time was up before it began never runs', async () => {
    let runs = 0;
    const call = { ...callIn(), signal: AbortSignal.abort() };
    const end = await runTool(
      tool('none', async () => ++runs),
      proposal,
      call,
    );
    expect(end).toEqual({ kind: 'failed', reason: 'its time was up before it began' });
    expect(runs).toBe(0);
  });
});

describe('an attempt that rejects after nobody waits for it any more', () => {
  test.each(['key', 'lookup', 'none'] as const)('ends no process (%s)', async (idempotency) => {
    const stray: unknown[] = [];
    const listen = (error: unknown) => stray.push(error);
    process.on('unhandledRejection', listen);
    try {
      const rejectsLate = () => later(40, () => throwsNow());
      const end = await runTool(tool(idempotency, rejectsLate, rejectsLate), proposal, callIn(10), 10);
      expect(end.kind).toBe('unknown');
      await later(100, () => null);
      expect(stray).toEqual([]);
    } finally {
      process.off('unhandledRejection', listen);
    }
  });
});

function throwsNow(): never {
  throw new Error('aborted at last');
}
