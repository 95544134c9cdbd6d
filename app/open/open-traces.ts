import type { Ledger } from '../../core/ports/ledger.ts';
import type { Environment } from '../env.ts';
import type { TurnJob } from '../turns/housekeeping.ts';
import { proxyTo } from './use-proxies.ts';

/** The default address of Langfuse. */
export const LANGFUSE = 'https://cloud.langfuse.com';

/** The export of turns at rest. */
export interface Traces {
  /** The job that sends a turn; none without Langfuse. */
  readonly kinds: readonly TurnJob[];
  readonly describe: readonly string[];
  close(): Promise<void>;
}

/** Opens the export of turns to Langfuse, if its keys are set. The client is loaded only then. */
export async function openTraces(ledger: Ledger, environment: Environment): Promise<Traces> {
  const {
    LANGFUSE_PUBLIC_KEY: publicKey,
    LANGFUSE_SECRET_KEY: secretKey,
    LANGFUSE_HOST: host = LANGFUSE,
    LANGFUSE_BASE_URL: baseUrl = host,
  } = environment;
  if (!publicKey || !secretKey) return { kinds: [], describe: [], close: async () => {} };
  const { exportedTurn } = await import('../../adapters/tracing/exported-turn.ts');
  const { langfuseExporter } = await import('../../adapters/tracing/langfuse-exporter.ts');
  const exporter = langfuseExporter({ publicKey, secretKey, baseUrl, proxy: proxyTo(baseUrl, environment) });
  const sending: TurnJob = {
    name: 'traces',
    id: ({ turn_id }) => turn_id,
    async run({ tenant, payload }) {
      const turn = await exportedTurn(ledger.of(tenant), payload.turn_id);
      if (turn) await exporter.exportTurn(turn);
    },
    // About twenty minutes.
    attempts: 12,
    waitMs: 1000,
    maxWaitMs: 300_000,
    lost: 'the ledger has their turns, Langfuse does not',
  };
  return {
    kinds: [sending],
    describe: [`traces: Langfuse at ${baseUrl}`],
    close: exporter.close,
  };
}
