import type { Ledger } from '../../core/ports/ledger.ts';
import type { Environment } from '../env.ts';
import { proxyTo } from './use-proxies.ts';

/** The default address of Langfuse. */
export const LANGFUSE = 'https://cloud.langfuse.com';

/** Opens the export of ended turns to Langfuse, if its keys are set. The client is loaded only then. */
export async function openTraces(ledger: Ledger, environment: Environment, log: (message: string) => void) {
  const {
    LANGFUSE_PUBLIC_KEY: publicKey,
    LANGFUSE_SECRET_KEY: secretKey,
    LANGFUSE_HOST: host = LANGFUSE,
    LANGFUSE_BASE_URL: baseUrl = host,
  } = environment;
  if (!publicKey || !secretKey) return { turnEnded: () => {}, close: async () => {}, describe: [] };
  const { exportedTurn } = await import('../../adapters/tracing/exported-turn.ts');
  const { langfuseExporter } = await import('../../adapters/tracing/langfuse-exporter.ts');
  const exporter = langfuseExporter({
    publicKey,
    secretKey,
    baseUrl,
    proxy: proxyTo(baseUrl, environment),
    log,
  });
  const waiting = new Set<Promise<void>>();
  const send = async (tenant: string, turnId: string): Promise<void> => {
    const turn = await exportedTurn(ledger.of(tenant), turnId);
    if (turn) await exporter.exportTurn(turn);
  };
  return {
    turnEnded(tenant: string, turnId: string): void {
      const sending = send(tenant, turnId)
        .catch(() => log(`turn ${turnId} could not be read for export`))
        .finally(() => waiting.delete(sending));
      waiting.add(sending);
    },
    async close(): Promise<void> {
      await Promise.allSettled(waiting);
      await exporter.close();
    },
    describe: [`traces: Langfuse at ${baseUrl}`],
  };
}
