import { countTokens } from '../../adapters/models/count-tokens.ts';
import type { AgentDeclaration, Project } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { Classifier } from '../../core/ports/classifier.ts';
import type { KnowledgeStore } from '../../core/ports/knowledge-store.ts';
import type { Ledger } from '../../core/ports/ledger.ts';
import type { Model } from '../../core/ports/model.ts';
import type { Toolset } from '../../core/tool.ts';
import type { Mode } from '../../core/turn.ts';
import { type CompileOptions, compileAgent } from '../../graphs/compile.ts';
import { loadPolicy } from '../../rules/files/load-policy.ts';
import type { Policy } from '../../rules/judge/policy.ts';
import { agentClock } from '../clock.ts';
import type { ServedAgent } from '../turns/served-agent.ts';
import { agentVersion } from './agent-version.ts';
import { withHandOver, withStandIns } from './hand-over-flows.ts';
import { judgeOver } from './judge-over.ts';

export interface OpenAgent {
  readonly project: Project;
  readonly declaration: AgentDeclaration;
  readonly toolset: Toolset;
  readonly classifier: Classifier;
  readonly knowledge: Pick<KnowledgeStore, 'search'>;
  readonly ledger: Pick<Ledger, 'of'>;
  readonly model: (Model & { available(): boolean }) | null;
  readonly steps: CompileOptions['steps'];
  readonly checkpointer?: CompileOptions['checkpointer'];
  readonly modelOnly?: boolean;
  readonly thresholds?: CompileOptions['thresholds'];
  readonly answers?: CompileOptions['answers'];
  readonly turnConfidence?: CompileOptions['turnConfidence'];
  /** Returns the newest policy. Default: the policy at the start. */
  readonly policy?: () => Policy;
}

/** Connects a declared agent to the outside world and compiles it. Rejects with `PROJECT_INVALID`. */
export async function openAgent(options: OpenAgent): Promise<ServedAgent> {
  const { toolset, classifier, knowledge, ledger, model, steps, checkpointer, modelOnly } = options;
  const declaration = modelOnly
    ? options.declaration
    : (model ? withStandIns : withHandOver)(options.declaration);
  const { config } = declaration;
  const { functions = {} } = toolset;
  const { tools, read, judge } = judgeOver(toolset, options.policy ?? (await policyAsItIs(options)));
  const clock = agentClock(config.clock);
  const graph = compileAgent({
    declaration,
    ports: {
      tools,
      functions,
      read,
      classifier,
      knowledge,
      judge,
      ledger: ledger.of,
      model,
      countTokens,
      clock,
    },
    steps,
    ...(checkpointer ? { checkpointer } : {}),
    ...(modelOnly ? { modelOnly } : {}),
    thresholds: options.thresholds,
    answers: options.answers,
    turnConfidence: options.turnConfidence,
  });
  const mode = (): Mode => (model === null ? 'embedded' : model.available() ? 'model' : 'degraded');
  const models = options.project.models;
  const version = agentVersion({ declaration: options.declaration, tools: toolset.tools, models });
  return { version, declaration, graph, tools, clock, mode };
}

/** The policy that is there now; it stays. Rejects with `PROJECT_INVALID`. */
export async function policyAsItIs({
  project: { root },
  declaration,
  toolset: { tools, facts: computed },
}: Pick<OpenAgent, 'project' | 'declaration' | 'toolset'>): Promise<() => Policy> {
  const policy = unwrap(
    await loadPolicy({
      root,
      agent: declaration.config.name,
      tools,
      computed,
      says: declaration.config.says.judged,
    }),
  );
  return () => policy;
}
