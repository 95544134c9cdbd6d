import { declaredAgent } from '../../config/read/project.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import { caseTime } from '../clock.ts';
import type { Environment } from '../env.ts';
import type { OpenedKnowledge } from '../knowledge/open-knowledge.ts';
import { livePolicy } from '../policies/live-policy.ts';
import { type GivenWorld, openToolset } from '../policies/open-toolset.ts';
import { type ComposedAgent, type Composition, composeAgent } from './compose-agent.ts';
import { openModel } from './open-model.ts';
import type { OwnPorts } from './own-ports.ts';

interface ComposeKept extends Pick<Composition, 'project' | 'agent' | 'dataDir' | 'embedder' | 'onProgress'> {
  readonly environment: Environment;
  readonly model?: OwnPorts['model'];
  readonly knowledge: OpenedKnowledge;
  readonly ledger: Pick<Ledger, 'outcomes'>;
  /** Records that are served instead of the demo records. */
  readonly given?: GivenWorld | undefined;
  /** Told of edits to the rules, which count from then on; without it, the rules stay as they are. */
  readonly onPolicy?: (message: string) => void;
}

/** Composes an agent over what its data folder keeps: records, passages, labelled turns. */
export async function composeKept(
  { environment, model, knowledge, ledger, given, onPolicy, ...shared }: ComposeKept,
  closers: (() => unknown)[],
): Promise<ComposedAgent> {
  const { project, agent, dataDir } = shared;
  const { root, models } = project;
  const { config } = declaredAgent(project, agent);
  const store = await knowledge.storeOf(agent);
  closers.push(() => store.close());
  const { toolset, close } = await openToolset({ root, agent, dataDir, given });
  closers.push(close);
  const now = caseTime(config.clock);
  const policy = onPolicy && (await livePolicy({ root, agent, toolset, now, log: onPolicy }));
  if (policy) closers.push(() => policy.close());
  return composeAgent({
    ...shared,
    knowledge: store,
    toolset,
    model: await openModel(config.model, models, environment, model),
    labelled: await ledger.outcomes.labelled(agent),
    ...(policy ? { policy: policy.current } : {}),
  });
}
