import { LangfuseSpanProcessor } from '@langfuse/otel';
import { AlwaysOnSampler, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
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
  /** Called at the first failure of an outage and at its end. Default: `console.warn`. */
  readonly log?: (message: string) => void;
}

/** Sends ended turns to Langfuse. */
export interface TurnExporter {
  /** Resolves after the turn is sent or given up. Never rejects. Do not await it before answering a customer. */
  exportTurn(turn: ExportedTurn): Promise<void>;
  /** The number of turns given up. */
  lost(): number;
  /** Sends waiting turns. */
  close(): Promise<void>;
}

const TIMEOUT_SECONDS = 5;
const MAX_WAITING = 100;
/** The size of the processor's queue. It drops further spans silently. */
const QUEUE = 2048;

/**
 * Sends one trace for each turn, with an observation for each step.
 *
 * There is no outbox: traces that Langfuse does not take are counted and given up. The ledger keeps the turns, so
 * that they can be sent again under the same ids.
 */
export function langfuseExporter({
  log = () => {},
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
  let sending: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;
  let lost = 0;
  let failing = false;

  const giveUp = (turns: number, reason: string): void => {
    lost += turns;
    if (!failing) log(`Langfuse does not take traces: ${reason}; they are lost until it does`);
    failing = true;
  };
  const send = async (turns: readonly ExportedTurn[]): Promise<void> => {
    try {
      for (const turn of turns) write(turn);
      await processor.forceFlush();
      if (failing) log(`Langfuse takes traces again; ${lost} turns were lost so far`);
      failing = false;
    } catch (error) {
      giveUp(turns.length, error instanceof Error ? error.message : String(error));
    }
  };
  const sendWaiting = async (): Promise<void> => {
    next = undefined;
    const turns = waiting.splice(0);
    while (turns.length > 0) await send(takeBatch(turns));
  };
  return {
    async exportTurn(turn) {
      if (waiting.length >= MAX_WAITING) return giveUp(1, 'too many turns wait');
      waiting.push(turn);
      next ??= sending = sending.then(sendWaiting);
      return next;
    },
    lost: () => lost,
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
