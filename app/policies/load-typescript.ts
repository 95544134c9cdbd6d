import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FROM_SOURCES, PACKAGE_FOLDER } from '../package-folder.ts';

/** Lets this process import a project's TypeScript, where Node does not by itself. A process that runs our sources does so already. */
export async function loadTypescript(): Promise<void> {
  if (FROM_SOURCES) return;
  await import(pathToFileURL(join(PACKAGE_FOLDER, 'bin/typescript.mjs')).href);
}
