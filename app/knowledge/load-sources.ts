import { chunkDocuments } from '../../adapters/knowledge/loaders/chunk-documents.ts';
import { documentFaults } from '../../adapters/knowledge/loaders/document-faults.ts';
import { loadDocuments } from '../../adapters/knowledge/loaders/load-documents.ts';
import type { DiagnosticCode } from '../../config/read/codes.ts';
import type { AgentSources } from '../../config/read/read-agent.ts';
import type { Passage } from '../../core/context.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';

export interface LoadedSources {
  readonly passages: readonly Passage[];
  /** Names of the sources whose earlier passages stay. */
  readonly failed: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs the declared loaders of an agent, one after the other, from the project's folder. */
export async function loadSources(
  root: string,
  { declaration, source: file }: Pick<AgentSources, 'declaration' | 'source'>,
): Promise<LoadedSources> {
  const passages: Passage[] = [];
  const failed: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const [
    index,
    { source, use, with: values, ask, seconds },
  ] of declaration.config.knowledge.load.entries()) {
    const loaded = await loadDocuments({ root, use, arguments: values, ask, seconds });
    const problem = (code: DiagnosticCode, text: string) =>
      file.diagnose({
        code,
        path: ['knowledge', 'load', index, 'use'],
        message: `\`${use}\` ${text}`,
        help: `the earlier passages of \`${source}\` stay`,
      });
    const problems =
      'problem' in loaded
        ? [problem('LOADER_FAILED', loaded.problem)]
        : documentFaults(loaded.documents).map((fault) => problem('LOADER_CONTENT', fault));
    diagnostics.push(...problems);
    if (problems.length > 0 || 'problem' in loaded) failed.push(source);
    else passages.push(...chunkDocuments({ source, documents: loaded.documents }));
  }
  return { passages, failed, diagnostics };
}
