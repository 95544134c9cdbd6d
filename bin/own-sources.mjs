// In a checkout, `import … from 'trestle'` means the sources: `dist/` is made for the package only.
import { existsSync } from 'node:fs';

const SOURCES = { trestle: '../api/index.ts', 'trestle/testing': '../api/testing.ts' };

/** The file that the package's own name stands for in a checkout; undefined for other names and in the package. */
export function ownSource(name) {
  if (!Object.hasOwn(SOURCES, name)) return undefined;
  const source = new URL(SOURCES[name], import.meta.url);
  return existsSync(source) ? source.href : undefined;
}
