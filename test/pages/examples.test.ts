import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { blocks, PAGES, ROOT } from './read-pages.ts';

/** Files that `npm run check` compiles, and that tests or readers run. */
const COMPILED = [
  'templates/project/studio.ts',
  'templates/project/tools/my-agent/index.ts',
  'templates/project/tests/my-agent.test.ts',
  'test/pages/examples/tools.ts',
  'test/pages/examples/program.ts',
].map((file) => readFileSync(join(ROOT, file), 'utf8'));

const pages = PAGES.filter(({ file }) => ['docs/tools.md', 'docs/your-own-agent.md'].includes(file));

test.each(pages)('every example in TypeScript of $file is part of a file that compiles', (page) => {
  const examples = blocks(page).filter(({ kind }) => kind === 'ts');
  expect(examples.length).toBeGreaterThan(1);
  const strays = examples.filter(({ text }) => !COMPILED.some((source) => source.includes(text.trimEnd())));
  expect(strays.map(({ text }) => text)).toEqual([]);
});
