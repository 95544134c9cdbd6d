import { declaredAgent } from '../../config/read/project.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import type { KeptVersion } from '../../core/ports/version-log.ts';
import { caseTime } from '../clock.ts';
import type { Environment } from '../env.ts';
import type { OpenedKnowledge } from '../knowledge/open-knowledge.ts';
import { livePolicy } from '../policies/live-policy.ts';
import { type GivenWorld, openToolset } from '../policies/open-toolset.ts';
import { type ComposedAgent, type Composition, composeAgent } from './compose-agent.ts';
import { composeEarlier, type Shared } from './compose-earlier.ts';
import { openModel } from './open-model.ts';
import type { OwnPorts } from './own-ports.ts';

interface ComposeKept extends Pick<Composition, 'project' | 'agent' | 'dataDir' | 'embedder' | 'onProgress'> {
  readonly environment: Environment;
  readonly model?: OwnPorts['model'];
  /** Told when no model of the agent answers any more, and when one does again. */
  readonly onOutage?: (error: unknown) => void;
  readonly onReturn?: () => void;
  readonly knowledge: OpenedKnowledge;
  readonly ledger: Pick<Ledger, 'outcomes'>;
  /** Records that are served instead of the demo records. */
  readonly given?: GivenWorld | undefined;
  /** Told of edits to the rules, which count from then on; without it, the rules stay as they are. */
  readonly onPolicy?: (message: string) => void;
}

/** An agent with all its parts, and with its earlier versions over the same parts. */
export interface ComposedVersions extends ComposedAgent {
  composeEarlier(kept: KeptVersion): Promise<ComposedAgent>;
}

/** Composes an agent over what its data folder keeps: records, passages, labelled turns. */
export async function composeKept(
  { environment, model, knowledge, ledger, given, onPolicy, onOutage, onReturn, ...shared }: ComposeKept,
  closers: (() => unknown)[],
): Promise<ComposedVersions> {
  const { project, agent, dataDir } = shared;
  const { root } = project;
  const { config } = declaredAgent(project, agent);
  const store = await knowledge.storeOf(agent);
  closers.push(() => store.close());
  const { toolset, close } = await openToolset({ root, agent, dataDir, given });
  closers.push(close);
  const now = caseTime(config.clock);
  const says = config.says.judged;
  const policy = onPolicy && (await livePolicy({ root, agent, toolset, now, log: onPolicy, says }));
  if (policy) closers.push(() => policy.close());
  const { onProgress = () => {} } = shared;
  const modelOf: Shared['modelOf'] = (declared, models) =>
    openModel({ config: declared, models, environment, own: model, onProgress, onOutage, onReturn });
  const parts = {
    ...shared,
    knowledge: store,
    toolset,
    model: await modelOf(config, project.models),
    labelled: await ledger.outcomes.labelled(agent),
  };
  const composed = await composeAgent({ ...parts, ...(policy ? { policy: policy.current } : {}) });
  const ofAll = { ...parts, ...composed, modelOf };
  return { ...composed, composeEarlier: (kept) => composeEarlier(ofAll, kept) };
}
