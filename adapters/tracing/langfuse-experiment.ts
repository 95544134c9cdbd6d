import { createHash } from 'node:crypto';
import { LangfuseSpanProcessor } from '@langfuse/otel';
import { createObservationAttributes, LangfuseOtelSpanAttributes } from '@langfuse/tracing';
import { ROOT_CONTEXT } from '@opentelemetry/api';
import { AlwaysOnSampler, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { z } from 'zod';
import { AgentError } from '../../core/errors.ts';
import { contentHash, type Json, type JsonObject } from '../../core/values/json.ts';
import { type LangfuseAccess, type LangfuseApi, langfuseApi } from './langfuse-api.ts';
import { redact } from './redact.ts';
import { spanId, traceId } from './span-ids.ts';

/** An item of a data set with its result in this run. */
export interface ExperimentItem {
  /** Stable across runs, unique within the data set. */
  readonly id: string;
  readonly input: Json;
  readonly expected: Json;
  readonly output: Json;
  readonly metadata: JsonObject;
  /** 0..1. */
  readonly score: number;
}

/** One run over a data set. */
export interface Experiment {
  readonly dataset: string;
  readonly description: string;
  readonly run: string;
  readonly metadata: JsonObject;
  readonly items: readonly ExperimentItem[];
}

const AT_ONCE = 8;
const PAGE = 100;
/** The environment of Langfuse's own runner, which is excluded from production's figures. */
const ENVIRONMENT = 'sdk-experiment';

/**
 * Sends a run to Langfuse: new or changed items of the data set, and a trace and a score for each item.
 *
 * Version 4 builds the experiment from the traces' attributes. Earlier versions also get each item.
 * Rejects with `TRACES_UNAVAILABLE`.
 */
export async function sendExperiment(access: LangfuseAccess, experiment: Experiment): Promise<void> {
  const api = langfuseApi(access);
  const datasetId = await upsertDataset(api, experiment);
  await upsertItems(api, experiment);
  const runId = await linkItems(api, experiment);
  await sendTraces(access, experiment, { datasetId, runId });
  await inParallel(experiment.items, ({ id, score }) =>
    api.post('scores', {
      id: digest(experiment.run, id),
      traceId: traceId(experiment.run, id),
      observationId: spanId(experiment.run, id),
      name: 'passed',
      value: score,
      dataType: 'NUMERIC',
      environment: ENVIRONMENT,
    }),
  );
}

async function upsertDataset(api: LangfuseApi, { dataset, description }: Experiment): Promise<string> {
  const answer = await api.post('v2/datasets', { name: dataset, description });
  const id = answer.gone ? undefined : answer.body['id'];
  if (typeof id === 'string') return id;
  throw new AgentError('TRACES_UNAVAILABLE', 'Langfuse does not take data sets');
}

/** An item's id, unique in a whole Langfuse project. */
const itemId = ({ dataset }: Experiment, { id }: ExperimentItem): string => digest(dataset, id);

async function upsertItems(api: LangfuseApi, experiment: Experiment): Promise<void> {
  const known = await knownItems(api, experiment.dataset);
  const due = experiment.items.filter((item) => known.get(itemId(experiment, item)) !== hashOf(item));
  await inParallel(due, (item) =>
    api.post('dataset-items', {
      datasetName: experiment.dataset,
      id: itemId(experiment, item),
      input: redact(item.input),
      expectedOutput: redact(item.expected),
      metadata: { ...item.metadata, hash: hashOf(item) },
    }),
  );
}

const hashOf = ({ input, expected, metadata }: ExperimentItem): string =>
  contentHash({ input, expected, metadata });

const KnownItems = z.object({
  data: z.array(z.object({ id: z.string(), metadata: z.object({ hash: z.string() }).catch({ hash: '' }) })),
});

/** The hash of each item as it was sent last. */
async function knownItems(api: LangfuseApi, dataset: string): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>();
  const name = encodeURIComponent(dataset);
  for (let page = 1; ; page++) {
    const answer = await api.get(`dataset-items?datasetName=${name}&page=${page}&limit=${PAGE}`);
    const { data: rows = [] } = KnownItems.safeParse(answer.gone ? {} : answer.body).data ?? {};
    for (const { id, metadata } of rows) known.set(id, metadata.hash);
    if (rows.length < PAGE) return known;
  }
}

/** Links traces to the run in versions before 4. Returns the run's id, our own if the route does not exist. */
async function linkItems(api: LangfuseApi, experiment: Experiment): Promise<string> {
  const link = (item: ExperimentItem) =>
    api.post('dataset-run-items', {
      runName: experiment.run,
      metadata: experiment.metadata,
      datasetItemId: itemId(experiment, item),
      traceId: traceId(experiment.run, item.id),
      observationId: spanId(experiment.run, item.id),
    });
  const [first, ...others] = experiment.items;
  const own = digest(experiment.dataset, experiment.run).slice(0, 16);
  const answer = first && (await link(first));
  if (!answer || answer.gone) return own;
  await inParallel(others, link);
  return typeof answer.body['datasetRunId'] === 'string' ? answer.body['datasetRunId'] : own;
}

async function sendTraces(
  access: LangfuseAccess,
  experiment: Experiment,
  { datasetId, runId }: { readonly datasetId: string; readonly runId: string },
): Promise<void> {
  const processor = new LangfuseSpanProcessor({
    ...access,
    environment: ENVIRONMENT,
    flushAt: experiment.items.length + 1,
    mediaUploadEnabled: false,
    shouldExportSpan: () => true,
  });
  const ids = { trace: '', span: '' };
  const provider = new NodeTracerProvider({
    sampler: new AlwaysOnSampler(),
    spanProcessors: [processor],
    idGenerator: { generateTraceId: () => ids.trace, generateSpanId: () => ids.span },
  });
  const tracer = provider.getTracer('langfuse-sdk');
  const of = LangfuseOtelSpanAttributes;
  for (const item of experiment.items) {
    ids.trace = traceId(experiment.run, item.id);
    ids.span = spanId(experiment.run, item.id);
    const metadata = { ...item.metadata, score: item.score };
    const content = redact({ input: item.input, output: item.output, metadata });
    const attributes = {
      ...createObservationAttributes('span', content),
      [of.TRACE_NAME]: experiment.dataset,
      [of.EXPERIMENT_ID]: runId,
      [of.EXPERIMENT_NAME]: experiment.run,
      [of.EXPERIMENT_DESCRIPTION]: experiment.description,
      [of.EXPERIMENT_METADATA]: JSON.stringify(experiment.metadata),
      [of.EXPERIMENT_DATASET_ID]: datasetId,
      [of.EXPERIMENT_ITEM_ID]: itemId(experiment, item),
      [of.EXPERIMENT_ITEM_EXPECTED_OUTPUT]: JSON.stringify(redact(item.expected)),
      [of.EXPERIMENT_ITEM_METADATA]: JSON.stringify(item.metadata),
      [of.EXPERIMENT_ITEM_ROOT_OBSERVATION_ID]: ids.span,
    };
    tracer.startSpan('experiment-item-run', { attributes }, ROOT_CONTEXT).end();
  }
  await provider.forceFlush().catch((error: unknown) => {
    throw new AgentError('TRACES_UNAVAILABLE', `Langfuse does not take traces: ${String(error)}`);
  });
  await provider.shutdown();
}

async function inParallel<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
  const left = [...all];
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
