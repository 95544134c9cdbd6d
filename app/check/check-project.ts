import { memoryRecords } from '../../adapters/records/memory-records.ts';
import { checkArticles } from '../../config/check/check-articles.ts';
import { checkLinks } from '../../config/check/check-links.ts';
import { checkToolContracts } from '../../config/check/check-tools.ts';
import { readProject } from '../../config/load-project.ts';
import { byLocation } from '../../config/read/parse-file.ts';
import type { Project } from '../../config/read/project.ts';
import type { AgentSources } from '../../config/read/read-agent.ts';
import { readEvals } from '../../config/read/read-evals.ts';
import type { Diagnostic, Parsed } from '../../core/diagnostic.ts';
import type { Toolset } from '../../core/tool.ts';
import { agentClock } from '../clock.ts';
import { buildToolset, loadToolset } from '../policies/load-toolset.ts';
import { evalProblems } from './check-evals.ts';
import { checkPolicy } from './check-policy.ts';

export interface CheckedProject {
  /** The readable part of the project. It is complete if no diagnostic is an error. */
  readonly project: Project;
  /** Names of the agents. */
  readonly agents: readonly string[];
  /** All errors and warnings, by file and position. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks a whole project: files, links, tools and rules. Evals, cases of replies, overlaps of patterns and review
 * dates of articles, which a start does not need, are checked unless told not to. Rejects with `PROJECT_NOT_FOUND`.
 */
export async function checkProject(root: string, { thorough = true } = {}): Promise<CheckedProject> {
  const { project, sources, broken, diagnostics } = await readProject(root);
  const checked = await Promise.all(
    [...sources].map(async ([name, agent]): Promise<readonly Diagnostic[]> => {
      const toolset = await emptyToolset(root, name);
      const beside = thorough ? await checkBeside(root, agent, toolset) : [];
      if (!toolset.ok)
        return [
          ...toolset.diagnostics,
          ...checkLinks({ agent, project, broken, tools: undefined, functions: undefined }),
          ...beside,
        ];
      const { functions = {} } = toolset.value;
      const tools = new Map(toolset.value.tools.map((tool) => [tool.name, tool]));
      return [
        ...beside,
        ...checkToolContracts(name, toolset.value),
        ...checkLinks({ agent, project, broken, tools, functions }),
        ...(await checkPolicy(root, agent, toolset.value)),
      ];
    }),
  );
  return {
    project,
    agents: [...sources.keys()],
    diagnostics: [...diagnostics, ...checked.flat()].toSorted(byLocation),
  };
}

async function checkBeside(
  root: string,
  agent: AgentSources,
  toolset: Parsed<Toolset>,
): Promise<readonly Diagnostic[]> {
  const { checkContradictions } = await import('./check-contradictions.ts');
  const { checkOverlaps } = await import('./check-overlaps.ts');
  const { dayOf } = await import('../../hearing/values/read-dates.ts');
  const { declaration } = agent;
  const { name, clock, zone } = declaration.config;
  const { evals, diagnostics } = await readEvals(root, name);
  const { checkReplies } = await import('./check-replies.ts');
  const tools = toolset.ok ? toolset.value.tools : undefined;
  return [
    ...diagnostics,
    ...(toolset.ok ? await checkReplies(root, agent, toolset.value) : []),
    ...evalProblems(evals, declaration, tools),
    ...checkOverlaps(agent),
    ...checkContradictions(agent),
    ...checkArticles(agent, dayOf({ now: await agentClock(clock).now(), zone })),
  ];
}

/** The agent's tools over empty records. */
export async function emptyToolset(root: string, agent: string): Promise<Parsed<Toolset>> {
  const factory = await loadToolset({ root, agent });
  return factory.ok ? buildToolset(factory.value, { root, agent, records: memoryRecords({}) }) : factory;
}
