import { type AgentDeclaration, declaredAgent, type Project } from '../../config/read/project.ts';
import type { Embedder } from '../../core/ports/embedder.ts';
import type { KnowledgeStore } from '../../core/ports/knowledge-store.ts';
import type { LabelledTurn } from '../../core/ports/outcome-log.ts';
import type { Toolset } from '../../core/tool.ts';
import type { Policy } from '../../rules/judge/policy.ts';
import { ingest } from '../knowledge/ingest.ts';
import { learnAnswers } from '../knowledge/learn-answers.ts';
import { type OpenAgent, openAgent, policyAsItIs } from './open-agent.ts';
import { openConfidence } from './open-confidence.ts';

/** The parts of an agent. Doors, Studio, evals and replays differ in where each part comes from, and in nothing else. */
export interface Composition {
  readonly project: Project;
  readonly agent: string;
  /** Where trained intents are kept. */
  readonly dataDir: string;
  readonly embedder: Embedder;
  /** The agent's passages: its articles are brought in. */
  readonly knowledge: KnowledgeStore;
  readonly toolset: Toolset;
  /** Null: no model is configured. */
  readonly model: OpenAgent['model'];
  /** The newest policy; without it, the one that is there now stays. */
  readonly policy?: () => Policy;
  /** Turns that people labelled: confidence rests on them too. */
  readonly labelled?: readonly LabelledTurn[];
  /** Told what takes long, in plain words. */
  readonly onProgress?: (message: string) => void;
}

/** The wiring of an agent: its ledger, its checkpoints, and parts that replace its own. */
export type AgentWiring = Pick<OpenAgent, 'ledger' | 'steps' | 'checkpointer' | 'modelOnly'> &
  Partial<Pick<OpenAgent, 'declaration' | 'toolset' | 'model'>>;

/** An agent with all its parts. */
export type ComposedAgent = Awaited<ReturnType<typeof composeAgent>>;

/** Builds an agent that can run under one or several wirings. Rejects with `AGENT_UNKNOWN`, `PROJECT_INVALID`. */
export async function composeAgent(given: Composition) {
  const { project, embedder, knowledge, toolset, onProgress = () => {} } = given;
  const declaration = declaredAgent(project, given.agent);
  const policy = given.policy ?? (await policyAsItIs({ project, declaration, toolset }));
  await ingestAnew(declaration, knowledge, embedder, onProgress);
  return composeOver({ ...given, policy });
}

/** The parts of an agent whose knowledge stays as it is. */
export interface CompositionOver extends Omit<Composition, 'knowledge' | 'policy'> {
  readonly knowledge: OpenAgent['knowledge'];
  readonly policy: () => Policy;
}

/** Builds an agent as `composeAgent` does, and brings no article in. */
export async function composeOver({ agent, ...given }: CompositionOver) {
  const { project, dataDir, embedder, knowledge, toolset, model, policy, labelled = [] } = given;
  const { onProgress = () => {} } = given;
  const declaration = declaredAgent(project, agent);
  const confidence = await openConfidence({ declaration, embedder, dataDir, labelled, onProgress });
  const answers = (await learnAnswers({ declaration, embedder, dataDir, onProgress }))?.model ?? null;
  const parts = { project, declaration, ...confidence, answers, knowledge, toolset, model, policy };
  return { ...parts, runIn: (wiring: AgentWiring) => openAgent({ ...parts, ...wiring }) };
}

/** Brings changed articles in, and says so when there are any. */
async function ingestAnew(
  { config: { name, knowledge }, articles }: AgentDeclaration,
  store: KnowledgeStore,
  embedder: Embedder,
  say: (message: string) => void,
): Promise<void> {
  // Loaders may take minutes: only `trestle ingest` runs them.
  const kept = knowledge.load.map(({ source }) => source);
  let said = false;
  const onProgress = () => {
    if (!said) say(`ingesting the knowledge of ${name}`);
    said = true;
  };
  const { added, changed, removed } = await ingest({ articles, kept, store, embedder, onProgress });
  if (added + changed + removed > 0)
    say(`${name}: ${added} passages added, ${changed} changed, ${removed} removed`);
}
