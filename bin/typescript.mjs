// Makes this process load TypeScript as it is: `node --import ./bin/typescript.mjs FILE.ts`.
import * as module from 'node:module';
import { keepCompiled, keptCode } from './kept-code.mjs';
import { ownSource } from './own-sources.mjs';

/** The packages that a command that serves always imports, mostly in hundreds of small files. */
const SERVING = [
  'zod',
  'kysely',
  '@langchain/langgraph',
  '@langchain/langgraph-checkpoint-sqlite',
  '@hono/zod-openapi',
];

// Node strips types by itself since 22.18, outside node_modules: no hook then.
if (process.features.typescript) {
  keepCompiled();
  if (ownSource('trestle') !== undefined)
    module.registerHooks({ resolve: (name, context, next) => next(ownSource(name) ?? name, context) });
} else {
  // From here on each import is asked of another thread. What is loaded before is not.
  if (/^(start|chat)$/.test(process.argv[2] ?? '')) await Promise.all(SERVING.map((name) => import(name)));
  module.register('./typescript-hooks.mjs', {
    parentURL: import.meta.url,
    data: { file: keptCode(process.argv.slice(2), process.cwd())?.stripped },
  });
}
