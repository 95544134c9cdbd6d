import { readProject } from '../../config/load-project.ts';
import { readEvals } from '../../config/read/read-evals.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import { AgentError } from '../../core/errors.ts';
import { evalProblems } from '../check/check-evals.ts';
import { emptyToolset } from '../check/check-project.ts';

/** Whose evals there are, and what is wrong with them. */
export interface PreparedEvals {
  readonly agents: readonly string[];
  /** What keeps them from being run. */
  readonly errors: readonly Diagnostic[];
  /** Names of what is not there: they are run, and what needs it fails. */
  readonly warnings: readonly Diagnostic[];
}

/**
 * Finds the evals of an agent, or of all that have some.
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
