import { chunkMarkdown } from '../../adapters/knowledge/text/chunk-markdown.ts';
import { checkEvals } from '../../config/check/check-evals.ts';
import type { AgentDeclaration } from '../../config/read/project.ts';
import type { AgentEvals } from '../../config/read/read-evals.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Tool } from '../../core/tool.ts';

/** Checks the names in an agent's evals, including passages of articles. */
export function evalProblems(
  evals: AgentEvals,
  declaration: AgentDeclaration,
  tools: readonly Tool[] | undefined,
): readonly Diagnostic[] {
  const passages = new Set(
    declaration.articles.flatMap((article) => chunkMarkdown(article).map(({ passage_id }) => passage_id)),
  );
  const byName = tools && new Map(tools.map((tool) => [tool.name, tool]));
  return checkEvals(evals, { declaration, tools: byName, passages });
}
