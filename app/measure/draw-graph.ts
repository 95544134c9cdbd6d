import { loadProject } from '../../config/load-project.ts';
import { declaredAgent } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import { END, ROUTES } from '../../graphs/routes.ts';

/** A graph's nodes and edges. `__start__` and `__end__` are the message and the answer. */
export interface GraphDrawing {
  readonly nodes: readonly string[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

const START = '__start__';

/** The graph of every agent. */
export function drawGraph(): GraphDrawing {
  const names = Object.keys(ROUTES);
  const edges = Object.entries(ROUTES).flatMap(([from, { to }]) =>
    to.map((target) => ({ from, to: target })),
  );
  return { nodes: [START, ...names, END], edges: [{ from: START, to: 'classify' }, ...edges] };
}

/** The graph of a declared agent. Rejects with `PROJECT_INVALID`, `AGENT_UNKNOWN`. */
export async function drawAgent(root: string, agent: string): Promise<GraphDrawing> {
  declaredAgent(unwrap(await loadProject(root)), agent);
  return drawGraph();
}

/** A drawing as Mermaid, one line for each node and edge. */
export function mermaid({ nodes, edges }: GraphDrawing): string {
  const lines = nodes.flatMap((node) => {
    const targets = edges.filter(({ from }) => from === node).map(({ to }) => to);
    return targets.length === 0 ? [] : [`  ${node} --> ${targets.join(' & ')}`];
  });
  return ['flowchart TD', `  ${START}([message])`, `  ${END}([answer])`, ...lines].join('\n');
}
