import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Experiment, sendExperiment } from './langfuse-experiment.ts';

interface Received {
  readonly path: string;
  readonly authorization: string;
  // biome-ignore lint/suspicious/noExplicitAny: any sent body
  readonly body: any;
}

/** A double of Langfuse for experiments that keeps items between requests. */
let server: Server;
let received: Received[] = [];
let items = new Map<string, object>();
/** Other answers by path, with the number of times; without it always. */
let instead: Map<string, { readonly status: number; times?: number; readonly after?: string }> = new Map();

beforeEach(async () => {
  received = [];
  items = new Map();
  instead = new Map();
  server = createServer(receive);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', headers } = request;
  const url = new URL(request.url ?? '/', 'http://localhost');
  const path = url.pathname.replace('/api/public/', '');
  const text = await textOf(request);
  const body = text === '' ? null : JSON.parse(text);
  received.push({ path: `${method} ${path}`, authorization: headers.authorization ?? '', body });
  const other = instead.get(path);
  if (other && (other.times === undefined || other.times-- > 0)) {
    response.writeHead(other.status, other.after ? { 'retry-after': other.after } : {}).end();
    return;
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(answer(method, path, body, url)));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
}

function answer(method: string, path: string, body: Received['body'], url: URL): object {
  if (path === 'v2/datasets') return { id: 'dataset-1', name: body.name };
  if (path === 'dataset-items' && method === 'POST') {
    items.set(body.id, body);
    return body;
  }
  if (path === 'dataset-items') {
    const [page, limit] = ['page', 'limit'].map((name) => Number(url.searchParams.get(name)));
    return { data: [...items.values()].slice(((page ?? 1) - 1) * (limit ?? 0), (page ?? 1) * (limit ?? 0)) };
  }
  return path === 'dataset-run-items' ? { datasetRunId: 'run-1' } : {};
}

const access = () => ({
  publicKey: 'pk',
  secretKey: 'sk',
  baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
});

const experiment = (count: number, run = 'tiny 1'): Experiment => ({
  dataset: 'trestle tiny',
  description: 'The evals of tiny.',
  run,
  metadata: { green: true },
  items: Array.from({ length: count }, (_, index) => ({
    id: `scenario: ${index}`,
    input: [`hello, I am ada${index}@example.com`],
    expected: 'it passes',
    output: 'passed',
    metadata: { kind: 'scenario' },
    score: index === 0 ? 0 : 1,
  })),
});

const sent = (path: string) => received.filter((each) => each.path === path).map(({ body }) => body);

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue: string } }[];
}

const spans = () =>
  sent('POST otel/v1/traces')
    .flatMap((body) => body.resourceSpans)
    .flatMap(({ scopeSpans }) => scopeSpans)
    .flatMap((scope) => scope.spans as readonly Span[])
    .map(({ traceId, spanId, attributes }) => ({
      traceId,
      spanId,
      ...Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue])),
    }));

test('a run is a data set, a trace and a score for each item, all under the same ids', async () => {
  await sendExperiment(access(), experiment(2));
  expect(new Set(received.map(({ authorization }) => authorization))).toEqual(
    new Set([`Basic ${Buffer.from('pk:sk').toString('base64')}`]),
  );
  expect(sent('POST v2/datasets')).toEqual([{ name: 'trestle tiny', description: 'The evals of tiny.' }]);
  expect(sent('POST dataset-items')).toHaveLength(2);
  expect(sent('POST dataset-items')[0]).toMatchObject({
    datasetName: 'trestle tiny',
    input: ['hello, I am [e-mail]'],
    expectedOutput: 'it passes',
  });
  const [link] = sent('POST dataset-run-items');
  const [span] = spans();
  const [score] = sent('POST scores');
  expect(spans()).toHaveLength(2);
  expect(link).toMatchObject({ runName: 'tiny 1', datasetItemId: sent('POST dataset-items')[0].id });
  expect(span).toMatchObject({
    traceId: link.traceId,
    spanId: link.observationId,
    'langfuse.experiment.id': 'run-1',
    'langfuse.experiment.name': 'tiny 1',
    'langfuse.experiment.dataset.id': 'dataset-1',
    'langfuse.experiment.item.id': link.datasetItemId,
    'langfuse.experiment.item.expected_output': '"it passes"',
    'langfuse.experiment.item.root_observation_id': link.observationId,
    'langfuse.observation.output': 'passed',
    'langfuse.environment': 'sdk-experiment',
  });
  expect(JSON.stringify(spans())).not.toContain('@example.com');
  expect(score).toMatchObject({ traceId: link.traceId, name: 'passed', value: 0, dataType: 'NUMERIC' });
});

test('items that Langfuse has are not sent again unless they changed', async () => {
  const many = experiment(150);
  await sendExperiment(access(), many);
  received = [];
  const [first, ...others] = experiment(150, 'tiny 2').items;
  const changed = { ...first, input: 'something else' } as Experiment['items'][number];
  await sendExperiment(access(), { ...experiment(0, 'tiny 2'), items: [changed, ...others] });
  expect(sent('POST dataset-items').map(({ input }) => input)).toEqual(['something else']);
  expect(spans()).toHaveLength(150);
});

test('where runs are made of traces alone, their items share an id of our own', async () => {
  instead.set('dataset-run-items', { status: 404 });
  await sendExperiment(access(), experiment(3));
  expect(sent('POST dataset-run-items')).toHaveLength(1);
  expect(new Set(spans().map((span) => (span as Record<string, string>)['langfuse.experiment.id']))).toEqual(
    new Set([expect.stringMatching(/^[0-9a-f]{16}$/)]),
  );
  expect(sent('POST scores')).toHaveLength(3);
});

test('Langfuse is asked again when it is busy', async () => {
  instead.set('scores', { status: 429, times: 1, after: '0.01' });
  await sendExperiment(access(), experiment(1));
  expect(sent('POST scores')).toHaveLength(2);
});

test.each([
  { path: 'v2/datasets', status: 500, message: 'Langfuse does not take `v2/datasets`: it answers 500' },
  { path: 'scores', status: 401, message: 'Langfuse does not take `scores`: it answers 401' },
  { path: 'otel/v1/traces', status: 400, message: 'Langfuse does not take traces' },
])('what Langfuse refuses is said: $path', async ({ path, status, message }) => {
  instead.set(path, { status });
  await expect(sendExperiment(access(), experiment(1))).rejects.toMatchObject({
    code: 'TRACES_UNAVAILABLE',
    message: expect.stringContaining(message),
  });
});
