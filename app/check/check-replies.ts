import type { AgentSources } from '../../config/read/read-agent.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Toolset } from '../../core/tool.ts';
import { readReplyCases, replyNames } from '../replies/read-reply-cases.ts';

/** Reports what is wrong with the cases of an agent's replies. It runs none. */
export async function checkReplies(
  root: string,
  { declaration }: AgentSources,
  { tools }: Pick<Toolset, 'tools'>,
): Promise<readonly Diagnostic[]> {
  const read = await readReplyCases(root, declaration.config.name, replyNames(declaration, tools));
  return read.ok ? [] : read.diagnostics;
}
