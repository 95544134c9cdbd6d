import { spawn } from 'node:child_process';
import { oneLine } from '../../../core/shown.ts';

/** One document, as a loader returned it. */
export interface LoadedDocument {
  readonly text: string;
  /** The number of its page. */
  readonly page: number | null;
  readonly title: string | null;
}

export interface LoadDocuments {
  /** Packages are resolved, and paths are read, from this folder. */
  readonly root: string;
  /** `package#export`: a `BaseDocumentLoader` or a `BaseRetriever` of `@langchain/core`. */
  readonly use: string;
  readonly arguments: readonly unknown[];
  /** Questions to a retriever. */
  readonly ask: readonly string[] | undefined;
  readonly seconds: number;
}

/** The documents, or the reason why there are none: `throws: bad XRef entry`. */
export type Loaded = { readonly documents: readonly LoadedDocument[] } | { readonly problem: string };

const SHOWN = 300;

/** Runs a loader in a process of its own. It is killed at the time limit. */
export function loadDocuments({ root, seconds, ...request }: LoadDocuments): Promise<Loaded> {
  const runner = new URL('./run-loader.mjs', import.meta.url).href;
  // Evaluated code imports packages as a file in the working folder would.
  const code = `(await import(${JSON.stringify(runner)})).run((name) => import(name));`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve) => {
    const late = setTimeout(() => settle({ problem: `does not end within ${seconds} s` }), seconds * 1000);
    const settle = (loaded: Loaded) => {
      clearTimeout(late);
      child.kill('SIGKILL');
      resolve('problem' in loaded ? { problem: oneLine(loaded.problem).slice(0, SHOWN) } : loaded);
    };
    child.once('message', (answer) => settle(answer as Loaded));
    child.once('error', (error) => settle({ problem: `cannot be run: ${error.message}` }));
    child.once('exit', () => settle({ problem: 'ends its process without a result' }));
    child.send(request, () => {});
  });
}
