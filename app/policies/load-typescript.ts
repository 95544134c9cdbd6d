import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FROM_SOURCES, PACKAGE_FOLDER } from '../package-folder.ts';

/** Enables this process to import a project's TypeScript, if Node cannot. A process that runs our sources already can. */
export async function loadTypescript(): Promise<void> {
  if (FROM_SOURCES) return;
  await import(pathToFileURL(join(PACKAGE_FOLDER, 'bin/typescript.mjs')).href);
}
