import { AgentError } from '../../core/errors.ts';
import type { Flow } from '../../core/flow.ts';
import type { AgentConfig } from '../schemas/agent-schema.ts';
import type { ModelsConfig } from '../schemas/models-schema.ts';
import type { QueuesConfig } from '../schemas/shared-schema.ts';

/** One agent's declarations, read and checked, without its policy. */
export interface AgentDeclaration {
  readonly config: AgentConfig;
  /** By file name: `agents/<agent>/flows/<name>.yaml`. */
  readonly flows: ReadonlyMap<string, Flow>;
  /** Example messages by intent: `agents/<agent>/examples/<intent>.txt`. */
  readonly examples: ReadonlyMap<string, readonly string[]>;
  /** `knowledge/<agent>/**.md`, relative to that folder. */
  readonly articles: readonly { readonly path: string; readonly text: string }[];
  /** Content hash of config, flows and examples. */
  readonly version: string;
}

/** The content of a project folder. */
export interface Project {
  readonly root: string;
  readonly agents: ReadonlyMap<string, AgentDeclaration>;
  readonly models: ModelsConfig['models'];
  readonly queues: QueuesConfig['queues'];
}

/** The declaration of an agent; throws `AGENT_UNKNOWN`. */
export function declaredAgent({ agents }: Pick<Project, 'agents'>, name: string): AgentDeclaration {
  const declaration = agents.get(name);
  if (!declaration) throw new AgentError('AGENT_UNKNOWN', `no agent \`${name}\` is declared here`);
  return declaration;
}
