import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = import.meta.url;

/** True if the sources of a checkout run, false for the compiled package. */
export const FROM_SOURCES = here.endsWith('.ts');

/** The folder of this package: the checkout, or the installed package. */
export const PACKAGE_FOLDER = fileURLToPath(new URL(FROM_SOURCES ? '..' : '../..', here)).replace(/\/$/, '');

let version: string | undefined;

/** The version of this package. */
export function packageVersion(): string {
  version ??= (JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8')) as { version: string })
    .version;
  return version;
}
