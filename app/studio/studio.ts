import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEnvironment } from '../env.ts';
import { studioGraphs } from './studio-graphs.ts';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const environment = readEnvironment();

const say = (message: string) => void process.stderr.write(`trestle: ${message}\n`);

const graphOf = studioGraphs({
  root,
  environment,
  dataDir: environment.TRESTLE_STUDIO_DATA ?? join(root, '.trestle', 'studio'),
  onProgress: say,
});

/** The airline agent of `langgraph.json`. */
export const airline = () => graphOf('airline');

/** The retail agent of `langgraph.json`. */
export const retail = () => graphOf('retail');

// Opened before the first request. After a failure the request tries again and reports the reason.
retail().catch(({ message }: Error) => say(`retail cannot be opened yet: ${message}`));
