import { AgentError } from '../../core/errors.ts';
import type { KeptVersion, VersionLog } from '../../core/ports/version-log.ts';
import type { Incidents } from './incidents.ts';
import type { ServedAgent } from './served-agent.ts';
import type { TurnRuntime } from './turn-runtime.ts';

/** The largest number of earlier versions in memory, those that were used last. */
const MOST = 4;

interface EarlierVersions {
  readonly versions: Pick<VersionLog, 'get'>;
  /** Composes and compiles a version. */
  readonly open: (kept: KeptVersion) => Promise<ServedAgent>;
  readonly report: Incidents['report'];
}

/** Opens earlier versions when a turn needs one. */
export function earlierVersions({ versions, open, report }: EarlierVersions): TurnRuntime['earlierVersion'] {
  const opened = new Map<string, Promise<ServedAgent>>();
  const find = async (agent: string, config_version: string): Promise<ServedAgent> => {
    const kept = await versions.get({ agent, config_version });
    if (kept) return { ...(await open(kept)), version: config_version };
    const message = `the ledger keeps no version \`${config_version}\` of \`${agent}\``;
    throw new AgentError('VERSION_UNKNOWN', message);
  };
  const used = (agent: string, version: string): Promise<ServedAgent> => {
    const key = `${agent} ${version}`;
    const found = opened.get(key) ?? find(agent, version);
    // Moved to the end: the first has not been used for the longest time.
    opened.delete(key);
    opened.set(key, found);
    const [oldest] = opened.keys();
    if (opened.size > MOST && oldest !== undefined) opened.delete(oldest);
    return found.catch((error: unknown) => {
      opened.delete(key);
      throw error;
    });
  };
  return async function earlierVersion(current, { agent, config_version, thread_id, turn_id }) {
    try {
      return await used(agent, config_version);
    } catch (error) {
      if (error instanceof AgentError && error.code === 'LEDGER_UNAVAILABLE') throw error;
      report({ event: 'version-replaced', part: agent, thread_id, turn_id, error });
      return current;
    }
  };
}
