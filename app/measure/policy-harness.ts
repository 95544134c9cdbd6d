import { memoryRecords } from '../../adapters/records/memory-records.ts';
import { loadProject } from '../../config/load-project.ts';
import { declaredAgent, type Project } from '../../config/read/project.ts';
import type { ProposedAction } from '../../core/action.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Judge } from '../../core/ports/judge.ts';
import type { Records, World } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { type EngineDenial, type EngineSays, engineDenial } from '../../nodes/gate/engine-checks.ts';
import type { CaseWorld } from '../../rules/cases/run-case.ts';
import { readCaseFiles, type TopicCases } from '../../rules/cases/run-case-files.ts';
import { loadPolicy } from '../../rules/files/load-policy.ts';
import type { Policy } from '../../rules/judge/policy.ts';
import { agentClock, caseTime } from '../clock.ts';
import { judgeOver } from '../open/judge-over.ts';
import { buildToolset, loadToolset } from '../policies/load-toolset.ts';

/** An agent's policy for trials. It serves and stores nothing. */
export interface PolicyHarness {
  readonly agent: string;
  readonly policy: Policy;
  readonly tools: ReadonlyMap<string, Tool>;
  readonly computed: CaseWorld['computed'];
  readonly clock: Clock;
  /** The time of cases without `now`. */
  readonly caseNow: Date;
  readonly judge: Judge;
  /** Sets the records of the judge. `overrides` replaces whole records. */
  readonly useWorld: (world: World, overrides?: World) => void;
  /** The engine's denial of the action's arguments; null if they fit. */
  readonly mismatch: (action: ProposedAction) => EngineDenial | null;
  /** The agent's demo world. */
  readonly demo: () => World;
  /** The agent's own wording. */
  readonly says: EngineSays;
  readonly cases: () => Promise<readonly TopicCases[]>;
}

/** Opens an agent's policy over an empty world. Rejects with `PROJECT_INVALID`, `AGENT_UNKNOWN`. */
export async function openPolicyHarness(root: string, agent: string): Promise<PolicyHarness> {
  return harnessOf(unwrap(await loadProject(root)), agent);
}

/** Opens the policies of all agents of a project, or of one. Rejects as `openPolicyHarness` does. */
export async function openPolicyHarnesses(root: string, agent?: string): Promise<readonly PolicyHarness[]> {
  const project = unwrap(await loadProject(root));
  const names = agent === undefined ? [...project.agents.keys()].toSorted() : [agent];
  return Promise.all(names.map((name) => harnessOf(project, name)));
}

async function harnessOf(project: Project, agent: string): Promise<PolicyHarness> {
  const { root } = project;
  const declaration = declaredAgent(project, agent);
  const factory = unwrap(await loadToolset({ root, agent }));
  let placed = memoryRecords({});
  const toolset = unwrap(await buildToolset(factory, { root, agent, records: through(() => placed) }));
  const { facts: computed } = toolset;
  const policy = unwrap(await loadPolicy({ root, agent, tools: toolset.tools, computed }));
  const { tools, judge } = judgeOver(toolset, () => policy);
  return {
    agent,
    policy,
    tools,
    computed,
    clock: agentClock(declaration.config.clock),
    caseNow: caseTime(declaration.config.clock),
    judge,
    useWorld: (world, overrides) => {
      placed = memoryRecords(world, overrides);
    },
    mismatch: (action) => mismatch(tools, action),
    demo: () => toolset.seed?.() ?? {},
    says: declaration.config.says,
    cases: async () => unwrap(await readCaseFiles(root, agent)),
  };
}

/** The agents of a project, by name. Rejects with `PROJECT_INVALID`. */
export async function agentsOf(root: string): Promise<readonly string[]> {
  return [...unwrap(await loadProject(root)).agents.keys()].toSorted();
}

/** The engine's check of arguments, without the check of the customer's words. */
function mismatch(tools: ReadonlyMap<string, Tool>, action: ProposedAction): EngineDenial | null {
  if (!tools.has(action.name)) return null;
  const proposal = { action_id: '', action, by: 'model', call_id: null, problem: null, origin: '' } as const;
  const actionSpace = [action.name];
  return engineDenial(proposal, {
    tools,
    actionSpace,
    openers: () => [],
    identityTools: [],
    identityArgument: null,
    customerId: null,
    messages: [],
    heard: [],
  });
}

/** Records that delegate to the current world, so that tools are built once. */
function through(placed: () => Records): Records {
  return {
    get: (...given) => placed().get(...given),
    find: (...given) => placed().find(...given),
    list: (...given) => placed().list(...given),
    committed: (...given) => placed().committed(...given),
    commit: (...given) => placed().commit(...given),
  };
}
