import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { AgentError } from '../../core/errors.ts';
import { attemptsOf, summedUsage } from '../../core/models/attempts.ts';
import { type ContractAnswer, contractRequest, modelContract } from '../../test/contracts/model.contract.ts';
import {
  chatCompletion,
  type LocalAnswer,
  localEndpoint,
} from '../../test/openai-endpoint/local-endpoint.ts';
import { answerUnusable, faultOf, type ModelFault, modelUnavailable } from './model-fault.ts';
import { openaiModel } from './openai-model.ts';
import { type ResilientModelOptions, resilientModel } from './resilient-model.ts';
import { type Script, type ScriptedAnswer, scriptedModel } from './scripted-model.ts';

const down = (fault: Partial<ModelFault> = {}) => modelUnavailable('it is down', fault);
const swift = { retries: 0, backoffMs: 1, maxBackoffMs: 20, breakAfter: 100, pauseMs: 60 };

function chain(scripts: readonly [Script, ...Script[]], change: Partial<ResilientModelOptions> = {}) {
  const [first, ...others] = scripts.map((script, index) => scriptedModel(script, { id: `m${index + 1}` }));
  if (!first) throw new Error('no scripts');
  const model = resilientModel({ ...swift, models: [first, ...others], ...change });
  return { model, asked: () => [first, ...others].map(({ calls }) => calls.length) };
}

const inScript: {
  [K in ContractAnswer['kind']]: (
    answer: Extract<ContractAnswer, { kind: K }>,
  ) => ScriptedAnswer | Promise<ScriptedAnswer>;
} = {
  text: ({ text }) => text,
  calls: ({ calls }) => ({ calls }),
  empty: () => ({}),
  down: () => down(),
  silent: () => new Promise(() => {}),
};

modelContract('resilientModel', async (answers) => {
  const last = answers.at(-1);
  const { model } = chain(
    [
      (_request, number) => {
        const answer = answers[number] ?? last;
        return answer ? inScript[answer.kind](answer as never) : new Error('asked too often');
      },
    ],
    { retries: 2 },
  );
  return { model, close: async () => {} };
});

describe('a model that fails', () => {
  test('is asked again, and its answer is the answer', async () => {
    const { model, asked } = chain([[down(), down(), 'third time']], { retries: 2 });
    expect((await model.complete(contractRequest())).text).toBe('third time');
    expect(asked()).toEqual([3]);
  });

  test('is asked no more often than declared', async () => {
    const { model, asked } = chain([() => down()], { retries: 2 });
    await expect(model.complete(contractRequest())).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      message: 'it is down',
    });
    expect(asked()).toEqual([3]);
  });

  test.each(['configuration', 'request'] as const)('is not asked again after a %s fault', async (kind) => {
    const { model, asked } = chain([() => down({ kind })], { retries: 3 });
    await expect(model.complete(contractRequest())).rejects.toThrow('it is down');
    expect(asked()).toEqual([1]);
  });

  test('is asked again when it said to wait, not before', async () => {
    const { model } = chain([[down({ retryAfterMs: 80 }), 'now']], { retries: 1, maxBackoffMs: 100 });
    const start = performance.now();
    expect((await model.complete(contractRequest())).text).toBe('now');
    expect(performance.now() - start).toBeGreaterThanOrEqual(75);
  });

  test('is not waited for when it wants longer than we wait', async () => {
    const { model, asked } = chain([() => down({ retryAfterMs: 60_000 }), ['other']], { retries: 3 });
    expect(await model.complete(contractRequest())).toMatchObject({ text: 'other', model: 'm2' });
    expect(asked()).toEqual([1, 1]);
  });

  test.each(['empty', 'cut_off'] as const)(
    'is asked once more after an answer that is %s, then the next one is',
    async (code) => {
      const { model, asked } = chain([() => answerUnusable('no', code, null), ['other']], { retries: 3 });
      expect(await model.complete(contractRequest())).toMatchObject({ text: 'other', model: 'm2' });
      expect(asked()).toEqual([2, 1]);
    },
  );

  test.each(['filtered', 'refused'] as const)('is left for the next one when it %s', async (code) => {
    const { model, asked } = chain([() => answerUnusable('no', code, null), ['other']], { retries: 3 });
    expect((await model.complete(contractRequest())).text).toBe('other');
    expect(asked()).toEqual([1, 1]);
  });

  test('that gives nothing usable, as all do, is at fault itself', async () => {
    const { model } = chain([() => ({}), () => ({})]);
    await expect(model.complete(contractRequest())).rejects.toMatchObject({ code: 'MODEL_OUTPUT_INVALID' });
    const other = chain([() => ({}), () => down()]);
    await expect(other.model.complete(contractRequest())).rejects.toMatchObject({
      code: 'MODEL_UNAVAILABLE',
    });
  });

  test('does not hide a mistake of ours', async () => {
    const { model, asked } = chain([() => new TypeError('a bug'), ['other']], { retries: 3 });
    await expect(model.complete(contractRequest())).rejects.toThrow('a bug');
    expect(asked()).toEqual([1, 0]);
  });
});

describe('the fallbacks', () => {
  test('are tried in order', async () => {
    const { model, asked } = chain([() => down(), () => down({ kind: 'configuration' }), ['third']]);
    expect(await model.complete(contractRequest())).toMatchObject({ text: 'third', model: 'm3' });
    expect(asked()).toEqual([1, 1, 1]);
  });

  test('are not asked while the first answers', async () => {
    const { model, asked } = chain([['first'], ['second']]);
    expect((await model.complete(contractRequest())).model).toBe('m1');
    expect(asked()).toEqual([1, 0]);
  });

  test('are all named when none answers', async () => {
    const { model } = chain([() => down({ status: 500 }), () => down()]);
    const error = await model.complete(contractRequest()).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE', message: 'none of `m1`, `m2` answered' });
    expect(faultOf(error)?.status).toBe(500);
  });
});

describe('the circuit of a model', () => {
  test('opens after failures in a row, and lets one call through after the pause', async () => {
    let well = false;
    const { model, asked } = chain([() => (well ? 'back' : down())], { breakAfter: 2 });
    const fails = () =>
      expect(model.complete(contractRequest())).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    await fails();
    await fails();
    await fails();
    expect(asked()).toEqual([2]);
    await sleep(80);
    await fails();
    await fails();
    expect(asked()).toEqual([3]);
    well = true;
    // The pause has doubled.
    await sleep(150);
    expect((await model.complete(contractRequest())).text).toBe('back');
    expect((await model.complete(contractRequest())).text).toBe('back');
  });

  test('that is open costs a fallback no time', async () => {
    const { model, asked } = chain([() => down(), () => 'second'], { breakAfter: 1 });
    await model.complete(contractRequest());
    await model.complete(contractRequest());
    expect(asked()).toEqual([1, 2]);
  });

  test('stays closed for requests that are refused as such', async () => {
    const { model, asked } = chain([() => down({ kind: 'request' })], { breakAfter: 1 });
    for (const _ of [1, 2, 3]) await expect(model.complete(contractRequest())).rejects.toThrow('it is down');
    expect(asked()).toEqual([3]);
  });

  test('is not closed by a trial that was cancelled', async () => {
    const script: Script = (_request, number) =>
      number === 1 ? new Promise<ScriptedAnswer>(() => {}) : down();
    const { model, asked } = chain([script], { breakAfter: 1 });
    await expect(model.complete(contractRequest())).rejects.toThrow('it is down');
    await sleep(80);
    const trial = model.complete(contractRequest({ signal: AbortSignal.timeout(30) }));
    await expect(trial).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(model.complete(contractRequest())).rejects.toThrow('left alone');
    expect(asked()).toEqual([2]);
  });
});

describe('availability', () => {
  test('is lost with the last model that answers, and comes back with the first', async () => {
    let well = true;
    const { model } = chain([() => down(), () => (well ? 'ok' : down())]);
    expect(model.available()).toBe(true);
    await model.complete(contractRequest());
    expect(model.available()).toBe(true);
    well = false;
    await model.complete(contractRequest()).catch(() => {});
    expect(model.available()).toBe(false);
    well = true;
    await model.complete(contractRequest());
    expect(model.available()).toBe(true);
  });

  test.each([
    { answer: down({ kind: 'configuration' }), available: false, why: 'the key is wrong' },
    { answer: down({ kind: 'request' }), available: true, why: 'one request is refused' },
    {
      answer: new AgentError('MODEL_OUTPUT_INVALID', 'empty'),
      available: true,
      why: 'one answer is unusable',
    },
  ])('is $available when $why', async ({ answer, available }) => {
    const { model } = chain([() => answer]);
    await model.complete(contractRequest()).catch(() => {});
    expect(model.available()).toBe(available);
  });
});

test('a cancelled request stops waiting between attempts, and asks nobody else', async () => {
  const { model, asked } = chain([() => down({ retryAfterMs: 200 }), ['other']], {
    retries: 5,
    maxBackoffMs: 300,
  });
  const start = performance.now();
  const completion = model.complete(contractRequest({ signal: AbortSignal.timeout(40) }));
  await expect(completion).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(performance.now() - start).toBeLessThan(150);
  await sleep(300);
  expect(asked()).toEqual([1, 0]);
});

describe('over HTTP', () => {
  const ok = { body: chatCompletion({ content: 'ok' }) };
  const opened: { close(): Promise<void> }[] = [];
  const price = { input: 1, cachedInput: 1, output: 1 };
  const overHttp = async (answers: readonly LocalAnswer[], name: string) => {
    const endpoint = await localEndpoint(answers);
    opened.push(endpoint);
    return {
      endpoint,
      model: openaiModel({ name, baseUrl: endpoint.baseUrl, apiKey: 'k', price, timeoutMs: 1_500 }),
    };
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((endpoint) => endpoint.close()));
  });

  test.each<{ why: string; answers: LocalAnswer[]; asked: number; by: string }>([
    { why: 'a server error is retried', answers: [{ status: 500 }, ok], asked: 2, by: 'first' },
    { why: 'a rate limit is retried', answers: [{ status: 429 }, ok], asked: 2, by: 'first' },
    { why: 'silence goes to the fallback', answers: [{ hang: 'headers' }, ok], asked: 1, by: 'second' },
    {
      why: 'a body without an end goes to the fallback',
      answers: [{ hang: 'body' }],
      asked: 1,
      by: 'second',
    },
    {
      why: 'a wrong key goes to the fallback without a retry',
      answers: [{ status: 401 }],
      asked: 1,
      by: 'second',
    },
  ])('$why', async ({ answers, asked, by }) => {
    const first = await overHttp(answers, 'first');
    const second = await overHttp([ok], 'second');
    const model = resilientModel({ ...swift, retries: 2, models: [first.model, second.model] });
    expect((await model.complete(contractRequest())).model).toBe(by);
    expect(first.endpoint.requests).toHaveLength(asked);
  });

  test('an endpoint where nobody listens goes to the fallback', async () => {
    const first = await overHttp([ok], 'first');
    await first.endpoint.close();
    const second = await overHttp([ok], 'second');
    const model = resilientModel({ ...swift, retries: 1, models: [first.model, second.model] });
    expect((await model.complete(contractRequest())).model).toBe('second');
  });
});

describe('the time of a request', () => {
  const silent: Script = () => new Promise<ScriptedAnswer>(() => {});
  const timed = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };

  test('is shared: a silent model leaves the next one its part', async () => {
    const { model, asked } = chain([silent, silent, ['third']], { requestMs: 300, retries: 2 });
    const ms = await timed(async () => {
      expect(await model.complete(contractRequest())).toMatchObject({ text: 'third', model: 'm3' });
    });
    expect(asked()).toEqual([1, 1, 1]);
    expect(ms).toBeGreaterThan(180);
    expect(ms).toBeLessThan(280);
  });

  test('that one model does not need is left to the others', async () => {
    const slow: Script = () => sleep(200).then(() => 'slow');
    const { model } = chain([() => down({ kind: 'configuration' }), slow], { requestMs: 300 });
    expect((await model.complete(contractRequest())).text).toBe('slow');
  });

  test('ends with the last model, which may be asked again in it', async () => {
    const { model, asked } = chain([() => down(), () => down()], {
      requestMs: 200,
      retries: 5,
      backoffMs: 60,
      maxBackoffMs: 60,
    });
    const ms = await timed(() => model.complete(contractRequest()).catch(() => {}));
    expect(ms).toBeLessThan(230);
    expect(asked()[0]).toBeLessThan(4);
  });

  test('is over for all, and says so', async () => {
    const { model } = chain([silent], { requestMs: 50 });
    const error = await model.complete(contractRequest()).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE' });
    expect(attemptsOf(error)).toMatchObject([{ model: 'm1', end: 'late' }]);
    expect(model.available()).toBe(false);
  });

  test('opens the circuit of a model after two silences', async () => {
    const { model, asked } = chain([silent, () => 'second'], { requestMs: 60, breakAfter: 5 });
    for (const _ of [1, 2, 3]) await model.complete(contractRequest());
    expect(asked()).toEqual([2, 3]);
  });

  test('that the turn cuts short counts as a silence', async () => {
    const { model, asked } = chain([silent], { breakAfter: 2 });
    for (const _ of [1, 2]) {
      const signal = AbortSignal.timeout(20);
      await expect(model.complete(contractRequest({ signal }))).rejects.toMatchObject({
        name: 'TimeoutError',
      });
    }
    expect(model.available()).toBe(false);
    await expect(model.complete(contractRequest())).rejects.toThrow('left alone');
    expect(asked()).toEqual([2]);
  });

  test('that the customer ends says nothing about the model', async () => {
    const { model } = chain([silent], { breakAfter: 1 });
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('gone')), 10);
    await expect(model.complete(contractRequest({ signal: controller.signal }))).rejects.toThrow('gone');
    expect(model.available()).toBe(true);
  });
});

describe('the attempts of a request', () => {
  const spent = { input_tokens: 20_000, cached_tokens: 0, output_tokens: 16_000, cost_nano: 37_000_000 };
  const answer = { text: 'ok', input_tokens: 100, cached_tokens: 10, output_tokens: 5, cost_nano: 2_000 };

  test('are told with the answer, which has the usage of all', async () => {
    const cutOff = answerUnusable('cut off', 'cut_off', spent);
    const { model } = chain([[cutOff, down({ status: 503 })], [answer]], { retries: 1 });
    const completion = await model.complete(contractRequest());
    expect(completion).toMatchObject({
      ...{ text: 'ok', model: 'm2' },
      ...{ input_tokens: 20_100, cached_tokens: 10, output_tokens: 16_005, cost_nano: 37_002_000 },
    });
    expect(completion.attempts?.map(({ model: name, end, cost_nano }) => [name, end, cost_nano])).toEqual([
      ['m1', 'cut_off', 37_000_000],
      ['m1', 'status_503', 0],
      ['m2', 'answered', 2_000],
    ]);
  });

  test('are told with the failure', async () => {
    const { model } = chain([() => answerUnusable('empty', 'empty', spent), () => down()], { retries: 1 });
    const error = await model.complete(contractRequest()).catch((thrown) => thrown);
    expect(attemptsOf(error).map(({ model: name, end }) => [name, end])).toEqual([
      ['m1', 'empty'],
      ['m1', 'empty'],
      ['m2', 'failed'],
      ['m2', 'failed'],
    ]);
    expect(summedUsage(attemptsOf(error))).toMatchObject({ output_tokens: 32_000, cost_nano: 74_000_000 });
  });

  test('name a model that was left alone', async () => {
    const { model } = chain([() => down(), () => 'second'], { breakAfter: 1 });
    await model.complete(contractRequest());
    const { attempts } = await model.complete(contractRequest());
    expect(attempts?.map(({ model: name, end }) => [name, end])).toEqual([
      ['m1', 'left_alone'],
      ['m2', 'answered'],
    ]);
  });
});

test('a model that is known to be down is not asked at first, and the outage and its end are told', async () => {
  const told: string[] = [];
  const { model, asked } = chain([() => 'back'], {
    pauseMs: 50,
    onOutage: () => told.push('out'),
    onReturn: () => told.push('back'),
  });
  model.leaveAlone('m1');
  expect(model.available()).toBe(false);
  await expect(model.complete(contractRequest())).rejects.toThrow('left alone');
  await sleep(60);
  expect((await model.complete(contractRequest())).text).toBe('back');
  expect(asked()).toEqual([1]);
  expect(told).toEqual(['back']);
});

describe('a request that prefers a model', () => {
  const over = () => {
    const [usual, other, large] = ['usual', 'other', 'large'].map((id) => scriptedModel(() => id, { id }));
    if (!usual || !other || !large) throw new Error('no models');
    const model = resilientModel({ ...swift, models: [usual, other], preferred: [large] });
    return (prefer?: string) =>
      model.complete(contractRequest(prefer === undefined ? {} : { prefer })).then(({ text }) => text);
  };

  test.each([
    [undefined, 'usual'],
    ['large', 'large'],
    ['other', 'other'],
    ['nobody', 'usual'],
  ])('%s gets the answer of %s', async (prefer, by) => {
    expect(await over()(prefer)).toBe(by);
  });

  test('is answered by the usual ones where that one fails', async () => {
    const large = scriptedModel(() => down(), { id: 'large' });
    const usual = scriptedModel(['usual'], { id: 'usual' });
    const model = resilientModel({ ...swift, models: [usual], preferred: [large] });
    expect((await model.complete(contractRequest({ prefer: 'large' }))).text).toBe('usual');
    expect(model.available()).toBe(true);
  });
});
