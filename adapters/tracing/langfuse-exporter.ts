import { LangfuseSpanProcessor } from '@langfuse/otel';
import { AlwaysOnSampler, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { AgentError } from '../../core/errors.ts';
import type { ExportedTurn } from './exported-turn.ts';
import { proxiedSpans } from './proxied-spans.ts';
import { spanWriter } from './span-writer.ts';

export interface LangfuseOptions {
  readonly publicKey: string;
  readonly secretKey: string;
  readonly baseUrl: string;
  readonly environment?: string;
  /** The address of a proxy, if any. */
  readonly proxy?: string | undefined;
}

/** Sends turns to Langfuse. */
export interface TurnExporter {
  /**
   * Sends a turn, with those that wait beside it. It can be repeated: the ids are the same.
   *
   * Rejects with `TRACES_UNAVAILABLE`. Do not await it before answering a customer.
   */
  exportTurn(turn: ExportedTurn): Promise<void>;
  /** Waits until turns are sent or rejected. */
  close(): Promise<void>;
}

const TIMEOUT_SECONDS = 5;
/** The size of the processor's queue. It drops further spans silently. */
const QUEUE = 2048;

/** Sends one trace for each turn, with an observation for each step. It retries nothing. */
export function langfuseExporter({
  environment = 'default',
  proxy,
  ...access
}: LangfuseOptions): TurnExporter {
  // Every option is set, because the library reads missing ones from the environment. Its own mask skips metadata, so `redact` is used.
  const processor = new LangfuseSpanProcessor({
    ...access,
    environment,
    ...(proxy === undefined
      ? {}
      : { exporter: proxiedSpans({ ...access, proxy, timeoutSeconds: TIMEOUT_SECONDS }) }),
    flushAt: QUEUE,
    flushInterval: TIMEOUT_SECONDS,
    timeout: TIMEOUT_SECONDS,
    mediaUploadEnabled: false,
    shouldExportSpan: () => true,
  });
  const write = spanWriter(
    (idGenerator) =>
      new NodeTracerProvider({ sampler: new AlwaysOnSampler(), spanProcessors: [processor], idGenerator }),
  );
  const waiting: ExportedTurn[] = [];
  let sending: Promise<unknown> = Promise.resolve();
  let next: Promise<void> | undefined;

  const sendWaiting = async (): Promise<void> => {
    next = undefined;
    const turns = waiting.splice(0);
    try {
      while (turns.length > 0) {
        for (const turn of takeBatch(turns)) write(turn);
        await processor.forceFlush();
      }
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new AgentError('TRACES_UNAVAILABLE', `Langfuse does not take traces: ${reason}`, { cause });
    }
  };
  return {
    async exportTurn(turn) {
      waiting.push(turn);
      if (!next) {
        next = sending.then(sendWaiting);
        sending = Promise.allSettled([next]);
      }
      return next;
    },
    async close() {
      await sending;
      await processor.shutdown();
    },
  };
}

/** Removes as many turns as fit into the processor's queue, at least one. */
function takeBatch(turns: ExportedTurn[]): readonly ExportedTurn[] {
  let spans = 0;
  const over = turns.findIndex(({ steps }, index) => {
    spans += steps.length + 1;
    return index > 0 && spans > QUEUE;
  });
  return turns.splice(0, over === -1 ? turns.length : over);
}
