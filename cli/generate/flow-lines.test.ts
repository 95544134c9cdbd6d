import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { withFlowLines } from './flow-lines.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('docs/search-and-choose.md has the lines of flows that `npm run docs` writes', async () => {
  const page = readFileSync(`${root}docs/search-and-choose.md`, 'utf8');
  expect(await withFlowLines(root, page)).toBe(page);
  expect(page).toMatch(/\| `book-flight` \| \d+ \| \d+ \| \d+ \|/);
});
