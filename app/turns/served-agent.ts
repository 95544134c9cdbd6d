import type { AgentDeclaration } from '../../config/read/project.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Tool } from '../../core/tool.ts';
import type { Mode } from '../../core/turn.ts';
import type { AgentGraph } from '../../graphs/compile.ts';

/** A version of an agent, compiled and connected. */
export interface ServedAgent {
  /** Content hash of all that it is made of beside code and rules; each of its turns records it. */
  readonly version: string;
  readonly declaration: AgentDeclaration;
  readonly graph: AgentGraph;
  readonly tools: ReadonlyMap<string, Tool>;
  readonly clock: Clock;
  readonly mode: () => Mode;
}
