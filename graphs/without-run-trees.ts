import { AsyncLocalStorageProviderSingleton } from '@langchain/core/singletons';

/** The key under which LangChain finds a run's config, for `interrupt` among others. */
const CONFIG = Symbol.for('lc:child_config');

interface Carrier {
  readonly extra?: unknown;
}

let left = false;

/**
 * Leaves out the trace that LangChain makes for each call of a runnable, and throws away where nothing traces: a
 * seventh of a turn's processor time. A call under LangSmith's tracer has its trace.
 */
export function leaveOutRunTrees(): void {
  if (left) return;
  left = true;
  const provider = AsyncLocalStorageProviderSingleton;
  const run = provider.runWithConfig.bind(provider);
  provider.runWithConfig = (config, callback, already) => {
    if (already) return run(config, callback, already);
    const withConfig = () => {
      const storage = provider.getInstance();
      const carrier = storage.getStore() as Carrier | undefined;
      // With a tracer, its trace carries the config.
      if (carrier?.extra !== undefined) return callback();
      return storage.run({ ...carrier, extra: { [CONFIG]: config } }, callback);
    };
    return run(config, withConfig as typeof callback, true);
  };
}
