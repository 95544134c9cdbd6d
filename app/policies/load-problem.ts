import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { suggest } from '../../config/read/suggest.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';

/** The fault in a project's tools, and its place. */
export type Finding = Partial<Diagnostic> & { readonly message: string };

/** Packages that tools import mostly. */
const USUAL = ['trestle', 'trestle/testing', 'zod'];

/** Why a module of tools could not be loaded, at the place that it speaks of. */
export function loadProblem(error: unknown, root: string): Finding {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  const project = realpathSync(root);
  const missing = missingModule(message, project);
  if (missing) return missing;
  const line = message.split('\n').find((each) => each.trim() !== '');
  const reason = (line ?? message).replaceAll(`${project}/`, '').replace(/^\S+:\d+:\d+: /, '');
  return {
    message: `the tools cannot be loaded: ${reason}`,
    ...(/does not provide an export named/.test(message)
      ? { help: 'docs/tools.md says what `trestle` exports' }
      : {}),
    ...placeIn(`${message}\n${stack ?? ''}`, project),
  };
}

/** An import that Node does not find: a package that is not installed, or a file that is not there. */
function missingModule(message: string, project: string): Finding | undefined {
  const found = /Cannot find (?:package|module) '([^']+)' imported from '?([^'\n]+)/.exec(message);
  if (!found) return undefined;
  const [, name = '', importer = ''] = found;
  const file = importer.startsWith('file:') ? fileURLToPath(importer) : importer.trim();
  const isPackage = !name.startsWith('/') && !name.startsWith('.');
  return {
    message: isPackage
      ? `the tools cannot be loaded: the package \`${name}\` is not installed here`
      : `the tools cannot be loaded: there is no file \`${relative(project, name)}\``,
    help: isPackage ? packageHelp(name) : "imports name the file with its ending: './demo-data.ts'",
    ...placeOfImport(file, name, project),
  };
}

function packageHelp(name: string): string {
  const likely = USUAL.includes(name) ? undefined : suggest(name, USUAL);
  return likely?.startsWith('did you mean')
    ? likely
    : `\`npm install ${name.split('/')[0]}\` in the project installs it`;
}

/** The line of the import, by what stands between its quotes. */
function placeOfImport(file: string, name: string, project: string): Partial<Diagnostic> {
  if (!file.startsWith(`${project}/`) || !existsSync(file)) return {};
  const end = name.split('/').at(-1) ?? name;
  const lines = readFileSync(file, 'utf8').split('\n');
  const index = lines.findIndex((line) => /\b(?:from|import)\b/.test(line) && line.includes(end));
  if (index < 0) return { file: relative(project, file) };
  const column = (lines[index] ?? '').search(/['"]/) + 1;
  return { file: relative(project, file), line: index + 1, column: Math.max(column, 1) };
}

/** The first place inside the project that the error speaks of. */
function placeIn(
  text: string,
  root: string,
): { readonly file: string; readonly line: number; readonly column: number } | undefined {
  const start = text.indexOf(`${root}/tools/`);
  const match = /^(tools\/[^\s:?]+)(?:\?[^\s:]*)?:(\d+)(?::(\d+))?/.exec(
    start < 0 ? '' : text.slice(start + root.length + 1),
  );
  return match?.[1] === undefined
    ? undefined
    : { file: match[1], line: Number(match[2]), column: Number(match[3] ?? 1) };
}
