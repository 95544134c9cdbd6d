import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The modules of the import law, each with its actual imports. */
export type Imports = ReadonlyMap<string, ReadonlySet<string>>;

interface Law {
  readonly modules: { readonly [name: string]: readonly string[] };
  readonly filesOf: (name: string) => string;
}

/** Reads the imports between modules from the code, without tests. */
export async function importsOfModules(): Promise<Imports> {
  const path = new URL('../../.dependency-cruiser.js', import.meta.url).href;
  const { modules, filesOf }: Law = await import(path);
  const patterns = Object.keys(modules).map((name) => [name, new RegExp(filesOf(name))] as const);
  const moduleOf = (file: string) => patterns.find(([, pattern]) => pattern.test(file))?.[0];
  const folders = [...new Set(Object.keys(modules).map((name) => name.split('/')[0] ?? name))];
  const { output } = await cruise(folders, {
    baseDir: ROOT,
    doNotFollow: 'node_modules',
    exclude: '\\.(test|contract)\\.ts$|node_modules',
    tsPreCompilationDeps: true,
  });
  if (typeof output === 'string')
    throw new Error('dependency-cruiser answered a text where modules were asked');
  const imports = new Map(Object.keys(modules).map((name) => [name, new Set<string>()]));
  for (const { source, dependencies } of output.modules) {
    const from = moduleOf(source);
    for (const { resolved } of dependencies) {
      const to = moduleOf(resolved);
      if (from !== undefined && to !== undefined && from !== to) imports.get(from)?.add(to);
    }
  }
  return imports;
}

/** Draws the modules as Mermaid, one box a band. Leaves out an arrow that follows from other arrows. */
export function drawModules(imports: Imports): string {
  const names = [...imports.keys()];
  const bands = [...new Set(names.map((name) => name.split('/')[0] ?? name))];
  const boxes = bands
    .map((band) => [band, names.filter((name) => `${name}/`.startsWith(`${band}/`))] as const)
    .flatMap(([band, members]) =>
      members.length === 1
        ? [`  ${idOf(band)}["${band}/"]`]
        : [
            `  subgraph ${band}_band ["${band}/"]`,
            ...members.map((name) => `    ${boxOf(name, band)}`),
            '  end',
          ],
    );
  const arrows = names.flatMap((from) =>
    [...nearest(imports, from)].toSorted().map((to) => `  ${idOf(from)} --> ${idOf(to)}`),
  );
  return ['flowchart TD', ...boxes, ...arrows].join('\n');
}

const idOf = (name: string) => name.replaceAll('/', '_');
const boxOf = (name: string, band: string) =>
  `${idOf(name)}["${name === band ? `${band}/*.ts` : `${name.slice(band.length + 1)}/`}"]`;

/** The imports of a module that none of its other imports reaches. */
function nearest(imports: Imports, from: string): ReadonlySet<string> {
  const direct = imports.get(from) ?? new Set();
  const beyond = new Set([...direct].flatMap((to) => [...reached(imports, to)]));
  return new Set([...direct].filter((to) => !beyond.has(to)));
}

function reached(imports: Imports, from: string): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...(imports.get(from) ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...(imports.get(next) ?? []));
  }
  return found;
}
