import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { PACKAGE_FOLDER } from '../../app/package-folder.ts';
import { AgentError } from '../../core/errors.ts';
import type { Format } from './output.ts';

/** The options of every command. Read them with `globalOptions`. */
export interface GlobalOptions<F extends Format> {
  /** The project's root: an existing folder. */
  readonly project: string;
  readonly format: F;
  readonly debug: boolean;
}

/** `--format`, for every command. Each command has its own list of formats. */
export const formatOption = (): Option =>
  new Option('--format <format>', 'how results are printed')
    .choices(['pretty', 'json', 'github'])
    .default('pretty');

/** The global options of a call. Throws `PROJECT_NOT_FOUND` if the folder does not exist. */
export function globalOptions<F extends Format = 'pretty' | 'json'>(
  command: Command,
  formats: readonly F[] = ['pretty', 'json'] as readonly Format[] as readonly F[],
): GlobalOptions<F> {
  const given = command.optsWithGlobals<{ project?: string; format: string; debug?: boolean }>();
  const format = formats.find((each) => each === given.format);
  if (format === undefined)
    command.error(`error: \`${command.name()}\` prints ${formats.join(' or ')}, not ${given.format}`);
  return { project: projectRoot(given.project), format, debug: given.debug ?? false };
}

/** The folder to serve: as given, else the current one, else that of a checkout if only that declares agents. */
function projectRoot(given: string | undefined): string {
  if (given === undefined) {
    const declares = (folder: string) => existsSync(join(folder, 'agents'));
    return [process.cwd(), PACKAGE_FOLDER].find(declares) ?? process.cwd();
  }
  const root = resolve(given);
  if (statSync(root, { throwIfNoEntry: false })?.isDirectory()) return root;
  throw new AgentError('PROJECT_NOT_FOUND', `there is no folder \`${given}\``);
}
