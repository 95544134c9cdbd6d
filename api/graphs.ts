import { join, resolve } from 'node:path';
import type { AgentGraph } from '../graphs/compile.ts';
import { folderOf, type Open } from './open.ts';

/** A project whose agents are wanted as graphs. */
export type Graphs = Pick<Open, 'project' | 'data' | 'environment' | 'onProgress'>;

/**
 * A project's agents as compiled LangGraph graphs without a checkpointer, by name: for LangGraph Studio, and as nodes
 * of a graph of one's own, which brings its checkpointer.
 *
 * Every run has a `thread_id` in its configuration and ends with a customer's message in `messages`. Nothing is opened
 * before the first graph is asked for; this process then owns `data` (`.trestle/studio` in the project) until it ends.
 */
export function graphs({
  project,
  data,
  environment,
  onProgress = toStandardError,
}: Graphs): (agent: string) => Promise<AgentGraph> {
  const root = folderOf(project);
  const opened = (async () => {
    const { readEnvironment } = await import('../app/env.ts');
    const { studioGraphs } = await import('../app/studio/studio-graphs.ts');
    const variables = readEnvironment(environment);
    const dataDir = data ?? variables.TRESTLE_STUDIO_DATA ?? join(root, '.trestle', 'studio');
    return studioGraphs({ root, environment: variables, dataDir: resolve(dataDir), onProgress });
  })();
  opened.catch(() => {});
  return async (agent) => (await opened)(agent);
}

const toStandardError = (message: string) => void process.stderr.write(`trestle: ${message}\n`);
