import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = import.meta.url;

/** Claims that what runs are the sources of a checkout, not the JavaScript of the package. */
export const FROM_SOURCES = here.endsWith('.ts');

/** The folder of this package: the checkout, or where npm has put it. */
export const PACKAGE_FOLDER = fileURLToPath(new URL(FROM_SOURCES ? '..' : '../..', here)).replace(/\/$/, '');

let version: string | undefined;

/** The version of this package. */
export function packageVersion(): string {
  version ??= (JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'package.json'), 'utf8')) as { version: string })
    .version;
  return version;
}
