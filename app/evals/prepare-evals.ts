import { readProject } from '../../config/load-project.ts';
import { readEvals } from '../../config/read/read-evals.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { AgentError } from '../../core/errors.ts';
import { evalProblems } from '../check/check-evals.ts';
import { emptyToolset } from '../check/check-project.ts';

/** The agents with evals, and the problems of these evals. */
export interface PreparedEvals {
  readonly agents: readonly string[];
  /** Problems that prevent a run. */
  readonly errors: readonly Diagnostic[];
  /** Unknown names. Scenarios and data sets with them are run and fail. */
  readonly warnings: readonly Diagnostic[];
}

/**
 * Finds the evals of one agent or of all agents.
 *
 * Rejects with `PROJECT_NOT_FOUND`, `AGENT_UNKNOWN`, `EVALS_UNAVAILABLE` (there are none).
 */
export async function prepareEvals(root: string, only: string | undefined): Promise<PreparedEvals> {
  const { sources, diagnostics } = await readProject(root);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (only !== undefined && !sources.has(only) && errors.length === 0)
    throw new AgentError('AGENT_UNKNOWN', `no agent \`${only}\` is declared here`);
  const agents = [...sources].filter(([name]) => only === undefined || name === only);
  const prepared = await Promise.all(
    agents.map(async ([name, { declaration }]) => {
      const { evals, diagnostics: unread } = await readEvals(root, name);
      const toolset = await emptyToolset(root, name);
      const tools = toolset.ok ? toolset.value.tools : undefined;
      const some = evals.files.length + evals.datasets.length + unread.length > 0;
      return {
        name: some ? [name] : [],
        errors: [...unread, ...(toolset.ok ? [] : toolset.diagnostics)],
        warnings: evalProblems(evals, declaration, tools),
      };
    }),
  );
  const named = prepared.flatMap(({ name }) => name);
  if (named.length === 0 && errors.length === 0)
    throw new AgentError('EVALS_UNAVAILABLE', `there are no scenarios in \`evals/${only ?? '<agent>'}/\``);
  return {
    agents: named,
    errors: [...errors, ...prepared.flatMap((each) => each.errors)],
    warnings: prepared.flatMap((each) => each.warnings),
  };
}
