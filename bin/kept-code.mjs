import { existsSync, statSync } from 'node:fs';
import * as module from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE_ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Where the data folder that a command line names keeps code that is made anew when it is lost.
 *
 * Undefined where there is no data folder yet: asking for help makes none. The command line is read
 * properly later, by TypeScript; a wrong guess here costs time and nothing else.
 */
export function keptCode(argv, cwd) {
  const project = option(argv, '--project') ?? (existsSync(join(cwd, 'agents')) ? cwd : PACKAGE_ROOT);
  const data = resolve(cwd, option(argv, '--data') ?? join(project, '.trestle'));
  if (!isFolder(data)) return undefined;
  return { stripped: join(data, 'stripped.json'), compiled: join(data, 'compiled') };
}

/** From now on Node keeps what it compiles, where it can and where the command line names a data folder. */
export function keepCompiled() {
  const kept = keptCode(process.argv.slice(2), process.cwd());
  if (kept !== undefined) module.enableCompileCache?.(kept.compiled);
}

function option(argv, name) {
  const at = argv.findIndex((word) => word === name || word.startsWith(`${name}=`));
  if (at < 0) return undefined;
  return argv[at] === name ? argv[at + 1] : argv[at].slice(name.length + 1);
}

function isFolder(path) {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
