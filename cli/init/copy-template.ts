import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PACKAGE_FOLDER } from '../../app/package-folder.ts';

const TEMPLATE = join(PACKAGE_FOLDER, 'templates/project');

/** The name of the agent in the template. */
const PLACEHOLDER = /\bmy-agent\b/g;

/** npm leaves files of these names out of a package. */
const HIDDEN = new Set(['gitignore', 'npmrc']);

interface TemplateManifest {
  readonly dependencies: { readonly [name: string]: string };
  readonly devDependencies: { readonly [name: string]: string };
}

/** The manifest of the template. */
export const templateManifest = (): TemplateManifest =>
  JSON.parse(readFileSync(join(TEMPLATE, 'package.json'), 'utf8')) as TemplateManifest;

/** Copies the template into a folder for an agent of this name, which depends on `trestle` so; answers the files. */
export function copyTemplate(folder: string, name: string, trestle: string): readonly string[] {
  const files = readdirSync(TEMPLATE, { recursive: true, encoding: 'utf8' })
    .filter((file) => !/(^|[/\\])(\.|node_modules)/.test(file) && statSync(join(TEMPLATE, file)).isFile())
    .toSorted();
  return files.map((file) => {
    const target = (HIDDEN.has(file) ? `.${file}` : file).replaceAll(PLACEHOLDER, name);
    mkdirSync(dirname(join(folder, target)), { recursive: true });
    const text = readFileSync(join(TEMPLATE, file), 'utf8').replaceAll(PLACEHOLDER, name);
    writeFileSync(join(folder, target), file === 'package.json' ? withTrestle(text, trestle) : text);
    return target;
  });
}

function withTrestle(manifest: string, trestle: string): string {
  const { dependencies, ...rest } = JSON.parse(manifest) as TemplateManifest;
  const sorted = Object.entries({ ...dependencies, trestle }).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ ...rest, dependencies: Object.fromEntries(sorted) }, null, 2)}\n`;
}
