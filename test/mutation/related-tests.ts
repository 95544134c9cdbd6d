import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** Where tests stand beside what is mutated, and tests of it elsewhere. */
const FOLDERS = ['nodes', 'rules'];
const ELSEWHERE = ['test/broken-policies.test.ts'];
/** Tests of authored policies judge those, not the code: `trestle policy mutate` is theirs. */
const BESIDE_CODE = /^(?!retail-|airline-).+\.test\.ts$/;

/** The tests, in the current folder, that import one of the files directly or not: first those that import least. */
export async function relatedTests(files: readonly string[]): Promise<readonly string[]> {
  const wanted = new Set(files.map((file) => resolve(file)));
  const tests = ELSEWHERE.map((test) => resolve(test));
  for (const folder of FOLDERS) {
    const names = (await readdir(folder, { recursive: true })).sort();
    tests.push(
      ...names.filter((name) => BESIDE_CODE.test(basename(name))).map((name) => resolve(join(folder, name))),
    );
  }
  const importing = await Promise.all(tests.map(async (test) => ({ test, reached: await importedBy(test) })));
  return importing
    .filter(({ reached }) => [...reached].some((file) => wanted.has(file)))
    .sort((a, b) => a.reached.size - b.reached.size)
    .map(({ test }) => test);
}

const imports = new Map<string, Promise<readonly string[]>>();

async function importedBy(test: string): Promise<ReadonlySet<string>> {
  const reached = new Set([test]);
  for (const file of reached) for (const next of await importsOf(file)) reached.add(next);
  return reached;
}

function importsOf(file: string): Promise<readonly string[]> {
  const known = imports.get(file);
  if (known !== undefined) return known;
  const found = readFile(file, 'utf8').then((text) =>
    [...text.matchAll(/ from '(\.{1,2}\/[^']+\.ts)'/g)].map(([, path = '']) => resolve(dirname(file), path)),
  );
  imports.set(file, found);
  return found;
}
