import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AT, proposalOf, resultOf, stepOf, verdictOf } from '../../test/fixtures/ledger/rows.ts';
import { networkLog } from '../../test/network-log.ts';
import { sqliteLedger } from '../ledger/open.ts';
import { type ExportedTurn, exportedTurn } from './exported-turn.ts';
import { langfuseExporter, type TurnExporter } from './langfuse-exporter.ts';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code: number; readonly message?: string };
  readonly attributes: readonly { readonly key: string; readonly value: object }[];
}

interface Received {
  readonly path: string;
  readonly authorization: string;
  readonly text: string;
  readonly spans: readonly Span[];
}

const MS = 1_000_000n;
const START = BigInt(Date.parse(AT)) * MS;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
}

function attributesOf({ attributes }: Span): { readonly [key: string]: unknown } {
  const plain = (value: object): unknown => {
    const [[kind, inner]] = Object.entries(value) as [[string, unknown]];
    if (kind === 'arrayValue') return (inner as { values: object[] }).values.map(plain);
    return kind === 'intValue' ? Number(inner) : inner;
  };
  return Object.fromEntries(attributes.map(({ key, value }) => [key, plain(value)]));
}

/** A turn read back from the ledger: classified, an order cancelled by a model's proposal, answered. */
async function recordedTurn(): Promise<ExportedTurn> {
  const ledger = await sqliteLedger({ file: ':memory:', tenant: 'shop', instance: 'one' });
  const proposal = proposalOf('a1', { order_id: '#W1', email: 'sara@example.com' });
  const verdict = { ...verdictOf(proposal), rules: ['only-pending'] };
  await ledger.threads.open({
    thread_id: 't1',
    agent: 'retail',
    config_version: 'c1',
    customer_id: 'sara_doe_496',
    created_at: AT,
  });
  await ledger.turns.accept({
    turn_id: 'u1',
    thread_id: 't1',
    config_version: 'c1',
    text: 'cancel #W1, I am sara@example.com, card 4111 1111 1111 1111',
    idempotency_key: null,
    at: AT,
  });
  await ledger.actions.judged({
    thread_id: 't1',
    turn_id: 'u1',
    intent: 'cancel',
    proposal,
    verdict,
    at: AT,
  });
  await ledger.actions.settle({
    action_id: 'a1',
    status: 'executed',
    result: { status: 'cancelled', email: 'sara@example.com' },
    at: AT,
  });
  const tokens = {
    model: 'gpt-x',
    input_tokens: 900,
    cached_tokens: 400,
    output_tokens: 20,
    cost_nano: 1_234_567,
    confidence: null,
  };
  const steps = [
    stepOf(1),
    stepOf(2, { node: 'assemble', confidence: null, detail: { context: [{ source: 'knowledge' }] } }),
    stepOf(3, { node: 'act', ...tokens }),
    stepOf(4, {
      node: 'validate',
      confidence: null,
      detail: { action: proposal.action.name, decision: 'allow', rules: ['only-pending'] },
    }),
    stepOf(5, {
      node: 'execute',
      confidence: null,
      started_at: '2026-11-01T10:00:00.050Z',
      ms: 2.345,
      detail: { action: proposal.action.name, end: 'result' },
    }),
    stepOf(6, { node: 'respond', confidence: 1, detail: {}, error: 'NODE_TIMEOUT' }),
    stepOf(7, { node: 'observe', confidence: 0.9, detail: {} }),
    stepOf(8, { node: 'escalate', confidence: 1, detail: { decision: 'approve' } }),
  ];
  for (const step of steps) await ledger.turns.steps('u1', [step]);
  await ledger.turns.finish(
    'u1',
    resultOf('u1', 'Cancelled. A mail went to sara@example.com.'),
    'done',
    'agent',
    AT,
  );
  const turn = await exportedTurn(ledger, 'u1');
  expect(await exportedTurn(ledger, 'nobody')).toBeUndefined();
  await ledger.close();
  if (turn === undefined) throw new Error('the turn is not in the ledger');
  return turn;
}

describe('langfuseExporter', () => {
  let server: Server;
  let answer: number | 'hang' = 200;
  let baseUrl: string;
  const received: Received[] = [];
  let exporter: TurnExporter;
  let turn: ExportedTurn;

  beforeEach(async () => {
    answer = 200;
    received.length = 0;
    server = createServer(async (request, response) => {
      const text = await bodyOf(request);
      const { resourceSpans } = JSON.parse(text) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
      const spans = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
      received.push({
        path: request.url ?? '',
        authorization: request.headers.authorization ?? '',
        text,
        spans,
      });
      if (answer !== 'hang') response.writeHead(answer, { 'content-type': 'application/json' }).end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    exporter = langfuseExporter({
      publicKey: 'pk',
      secretKey: 'sk',
      baseUrl,
      environment: 'test',
    });
    turn = await recordedTurn();
  });
  afterEach(async () => {
    server.closeAllConnections();
    await exporter.close();
    await new Promise((resolve) => server.close(resolve));
  });

  test('sends through the proxy that it is given, under the same credentials', async () => {
    const proxy = await networkLog((server.address() as AddressInfo).port);
    const proxied = langfuseExporter({
      publicKey: 'pk',
      secretKey: 'sk',
      baseUrl: 'http://langfuse.invalid/',
      proxy: proxy.url,
    });
    await proxied.exportTurn(turn);
    await proxied.close();
    await proxy.close();
    await exporter.exportTurn(turn);
    const [through, direct] = received;
    expect(proxy.asked).toEqual(['CONNECT langfuse.invalid:80 HTTP/1.1']);
    expect(through).toMatchObject({ path: direct?.path, authorization: direct?.authorization });
    expect(through?.spans.map(({ spanId }) => spanId)).toEqual(direct?.spans.map(({ spanId }) => spanId));
  });

  const exported = async () => {
    await exporter.exportTurn(turn);
    const spans = received.flatMap((request) => request.spans);
    const named = (name: string) => {
      const span = spans.find((each) => each.name === name);
      if (span === undefined) throw new Error(`no span \`${name}\``);
      return { span, attributes: attributesOf(span) };
    };
    return { spans, named };
  };

  test('a turn is one trace in one authenticated request, each step below the turn', async () => {
    const { spans, named } = await exported();
    expect(received.map(({ path, authorization }) => ({ path, authorization }))).toEqual([
      {
        path: '/api/public/otel/v1/traces',
        authorization: `Basic ${Buffer.from('pk:sk').toString('base64')}`,
      },
    ]);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    const root = named('retail').span;
    expect(root.parentSpanId).toBeUndefined();
    expect(spans.filter(({ parentSpanId }) => parentSpanId === root.spanId)).toHaveLength(8);
  });

  test.each([
    ['retail', 'agent'],
    ['classify', 'evaluator'],
    ['assemble', 'retriever'],
    ['act', 'generation'],
    ['validate', 'guardrail'],
    ['execute', 'tool'],
    ['respond', 'guardrail'],
    ['observe', 'evaluator'],
    ['escalate', 'span'],
  ])('%s is an observation of type %s that belongs to the thread and the customer', async (name, type) => {
    const { attributes } = (await exported()).named(name);
    expect(attributes).toMatchObject({
      'langfuse.observation.type': type,
      'session.id': 't1',
      'user.id': 'sara_doe_496',
      'langfuse.trace.name': 'retail',
      'langfuse.trace.tags': ['retail', 'cancel'],
      'langfuse.environment': 'test',
    });
  });

  test('the turn says what it was about and how it ended', async () => {
    const { attributes, span } = (await exported()).named('retail');
    expect(attributes).toMatchObject({
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'retail',
      'gen_ai.conversation.id': 't1',
      'gen_ai.usage.cost': 0.001234567,
      'agent.turn.outcome': 'answered',
      'agent.intent.name': 'cancel',
      'agent.intent.confidence': 0.97,
      'agent.intent.certified': false,
      'agent.config.version': 'c1',
      'langfuse.observation.output': 'Cancelled. A mail went to [e-mail].',
      'langfuse.observation.metadata.confidence': '0.9',
    });
    expect([BigInt(span.startTimeUnixNano), BigInt(span.endTimeUnixNano)]).toEqual([
      START,
      START + 52n * MS + 345_000n,
    ]);
  });

  test('a model call has its tokens and cost by our own accounting', async () => {
    const { attributes } = (await exported()).named('act');
    expect(attributes).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.request.model': 'gpt-x',
      'gen_ai.usage.input_tokens': 900,
      'gen_ai.usage.cache_read.input_tokens': 400,
      'gen_ai.usage.output_tokens': 20,
      'gen_ai.usage.cost': 0.001234567,
      'langfuse.observation.model.name': 'gpt-x',
      'langfuse.observation.usage_details': JSON.stringify({
        input: 500,
        cache_read_input_tokens: 400,
        output: 20,
        total: 920,
      }),
      'langfuse.observation.cost_details': JSON.stringify({ total: 0.001234567 }),
    });
  });

  test('steps keep their own times, confidence, verdict and errors', async () => {
    const { named } = await exported();
    expect(named('classify').attributes).toMatchObject({
      'agent.step.confidence': 0.97,
      'gen_ai.evaluation.score.value': 0.97,
      'langfuse.observation.metadata.confidence': '0.97',
    });
    expect(named('validate').attributes).toMatchObject({
      'agent.verdict.decision': 'allow',
      'agent.verdict.rules': ['only-pending'],
    });
    expect(named('escalate').attributes).not.toHaveProperty('agent.verdict.decision');
    const { span, attributes } = named('execute');
    expect([BigInt(span.startTimeUnixNano), BigInt(span.endTimeUnixNano)]).toEqual([
      START + 50n * MS,
      START + 52n * MS + 345_000n,
    ]);
    expect(attributes).toMatchObject({
      'gen_ai.tool.name': 'cancel_pending_order',
      'gen_ai.tool.call.id': 'a1',
      'langfuse.observation.input': JSON.stringify({
        name: 'cancel_pending_order',
        arguments: { order_id: '#W1', email: '[e-mail]' },
      }),
      'langfuse.observation.output': JSON.stringify({ status: 'cancelled', email: '[e-mail]' }),
    });
    expect(named('respond').span.status).toEqual({ code: 2, message: 'NODE_TIMEOUT' });
    expect(named('respond').attributes).toMatchObject({
      'langfuse.observation.level': 'ERROR',
      'error.type': 'NODE_TIMEOUT',
    });
  });

  test('no address and no card number leaves, not even as the customer', async () => {
    turn = { ...turn, thread: { ...turn.thread, customer_id: 'sara@example.com' } };
    const { attributes } = (await exported()).named('retail');
    expect(attributes['user.id']).toMatch(/^customer-[0-9a-f]{16}$/);
    expect(attributes['langfuse.observation.input']).toBe('cancel #W1, I am [e-mail], card [card]');
    expect(received[0]?.text).not.toMatch(/@|4111/);
  });

  test('the same turn has the same ids whenever it is sent, and another turn has others', async () => {
    const again = { ...turn, turn: { ...turn.turn, turn_id: 'u2' } };
    for (const each of [turn, turn, again]) await exporter.exportTurn(each);
    const ids = received.map(({ spans }) =>
      spans.map(({ traceId, spanId }) => `${traceId}/${spanId}`).sort(),
    );
    expect(ids[1]).toEqual(ids[0]);
    expect(new Set([...(ids[0] ?? []), ...(ids[2] ?? [])]).size).toBe(18);
  });

  test.each([
    { what: 'answers 500', failure: 500 },
    { what: 'refuses the keys', failure: 401 },
  ] as const)('when Langfuse $what, a turn is rejected, and later ones arrive', async ({ failure }) => {
    answer = failure;
    const refused = { code: 'TRACES_UNAVAILABLE', retryable: true };
    await expect(exporter.exportTurn(turn)).rejects.toMatchObject(refused);
    await expect(exporter.exportTurn(turn)).rejects.toMatchObject(refused);
    answer = 200;
    await exporter.exportTurn(turn);
    expect(received.at(-1)?.spans).toHaveLength(9);
  });

  test('when Langfuse hangs, a turn is rejected in time, and those behind it are sent when it answers', async () => {
    answer = 'hang';
    const first = expect(exporter.exportTurn(turn)).rejects.toMatchObject({ code: 'TRACES_UNAVAILABLE' });
    await expect.poll(() => received.length).toBe(1);
    const behind = Array.from({ length: 100 }, () => exporter.exportTurn(turn));
    await first;
    answer = 200;
    server.closeAllConnections();
    await Promise.all(behind);
    expect(received.slice(1).flatMap(({ spans }) => spans)).toHaveLength(900);
  });

  test('when nobody listens, a turn is rejected, and closing waits for it', async () => {
    const nobody = langfuseExporter({ publicKey: 'pk', secretKey: 'sk', baseUrl: 'http://127.0.0.1:9' });
    const sent = expect(nobody.exportTurn(turn)).rejects.toMatchObject({ code: 'TRACES_UNAVAILABLE' });
    await nobody.close();
    await sent;
  });

  test('turns sent at once share a request, and closing waits for them', async () => {
    const first = exporter.exportTurn(turn);
    for (let index = 0; index < 5; index++)
      void exporter.exportTurn({ ...turn, turn: { ...turn.turn, turn_id: `v${index}` } });
    await exporter.close();
    await first;
    expect(received.flatMap(({ spans }) => spans)).toHaveLength(54);
    expect(received.length).toBeLessThanOrEqual(2);
  });
});
