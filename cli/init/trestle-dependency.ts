import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { FROM_SOURCES, PACKAGE_FOLDER, packageVersion } from '../../app/package-folder.ts';
import { AgentError } from '../../core/errors.ts';

interface Manifest {
  readonly dependencies?: { readonly [name: string]: string };
  readonly devDependencies?: { readonly [name: string]: string };
}

/** The dependency of a project in this folder on this package: a version or `file:`, as it was installed. */
export function trestleDependency(folder: string): string {
  if (FROM_SOURCES) return checkout(folder);
  const installer = dirname(dirname(PACKAGE_FOLDER));
  const { dependencies, devDependencies } = manifestIn(installer);
  const given = dependencies?.['trestle'] ?? devDependencies?.['trestle'] ?? packageVersion();
  return given.startsWith('file:')
    ? fileFrom(folder, resolve(installer, given.slice('file:'.length)))
    : given;
}

/** A checkout is linked by npm, and Node runs no TypeScript in packages: what others import must be built. */
function checkout(folder: string): string {
  if (!existsSync(join(PACKAGE_FOLDER, 'dist/api/index.js')))
    throw new AgentError(
      'INIT_REFUSED',
      `the checkout \`${PACKAGE_FOLDER}\` is not built: run \`npm run build\` in it first, or \`npm pack\` and install the package`,
    );
  return fileFrom(folder, PACKAGE_FOLDER);
}

const fileFrom = (folder: string, target: string): string =>
  `file:${relative(folder, target).replaceAll('\\', '/')}`;

function manifestIn(folder: string): Manifest {
  const file = join(folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Manifest) : {};
}
