import type { Diagnostic } from '../../core/diagnostic.ts';
import type { FlowFunctions, Tool } from '../../core/tool.ts';
import type { Project } from '../read/project.ts';
import type { AgentSources } from '../read/read-agent.ts';

/** Everything that the links of one agent are checked against. */
export interface LinkContext {
  readonly agent: AgentSources;
  readonly project: Project;
  /** Shared files that could not be read; references to names in them are not checked. */
  readonly broken: ReadonlySet<string>;
  /** Undefined if the tools could not be loaded; references to them are not checked. */
  readonly tools: ReadonlyMap<string, Tool> | undefined;
  /** The same of the functions of flows. */
  readonly functions: FlowFunctions | undefined;
}

/** One topic of link checks. */
export type LinkCheck = (context: LinkContext) => readonly Diagnostic[];

/** The module of an agent's tools. */
export const toolsFile = (agent: string): string => `tools/${agent}/index.ts`;

/** A problem with a file as a whole. */
export function aboutFile(
  file: string,
  problem: Pick<Diagnostic, 'code' | 'message'> & Partial<Diagnostic>,
): Diagnostic {
  return { severity: 'error', file, line: 1, column: 1, ...problem };
}
