import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Figure, figures } from './figure.ts';
import { withTemporaryData } from './temporary-data.ts';

const BIN = fileURLToPath(new URL('../bin/trestle', import.meta.url));

/** The evals of each agent that has some, as a person runs them: the first time, which trains and ingests, and again. */
export async function measureEval(root: string): Promise<readonly Figure[]> {
  const figure = figures('eval');
  const agents = readdirSync(join(root, 'evals')).toSorted();
  return await withTemporaryData(root, async (dataDir) => {
    const all: Figure[] = [];
    for (const agent of agents) {
      const first = await evaluate(root, dataDir, agent);
      const again = await evaluate(root, dataDir, agent);
      all.push(
        figure(`${agent}: scenarios and rows`, again.items, ''),
        figure(`${agent}: the first time`, first.seconds, 's'),
        figure(`${agent}: again`, again.seconds, 's', 60),
      );
    }
    return all;
  });
}

interface Reported {
  readonly agents: readonly {
    readonly scenarios: readonly unknown[];
    readonly datasets: readonly { readonly items: readonly unknown[] }[];
  }[];
}

async function evaluate(root: string, dataDir: string, agent: string) {
  const started = performance.now();
  const args = [BIN, 'eval', agent, '--format', 'json', '--project', root, '--data', dataDir];
  const out = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, args, { env: {}, maxBuffer: 1e8 }, (error, stdout, stderr) =>
      // Red is measured as well as green.
      error && error.code !== 2 ? reject(new Error(stderr)) : resolve(stdout),
    );
  });
  const seconds = (performance.now() - started) / 1000;
  const [report] = (JSON.parse(out) as Reported).agents;
  const rows = report?.datasets.reduce((sum, { items }) => sum + items.length, 0) ?? 0;
  return { seconds, items: rows + (report?.scenarios.length ?? 0) };
}
