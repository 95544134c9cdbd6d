import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PAGES, ROOT } from './read-pages.ts';

const page = PAGES.find(({ file }) => file === 'docs/guarantees.md')?.text ?? '';

/** Each test that the page names: its file and its title. */
const proofs = [...page.matchAll(/^- \[([^\]]+)\]\(\.\.\/\1\): \*(.+)\*$/gm)].map(
  ([, file = '', title = '']) => ({ file, title }),
);

/** The titles of a file's tests and of their groups. */
function titles(file: string): readonly string[] {
  const text = existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), 'utf8') : '';
  const quoted = /\(\s*(['"`])((?:\\.|(?!\1)[^\n\\])+)\1,/g;
  return [...text.matchAll(quoted)].map(([, , title = '']) => title.replaceAll(/\\(['"`])/g, '$1'));
}

test('every line that names a test is read', () => {
  expect(proofs).toHaveLength(page.match(/^- \[/gm)?.length ?? 0);
  expect(proofs.length).toBeGreaterThan(40);
});

test.each(proofs)('$file has a test that says: $title', ({ file, title }) => {
  expect(titles(file).some((each) => each.includes(title))).toBe(true);
});

test('every promise has a proof', () => {
  const promises = page.split(/^## /m).slice(1, -1);
  const unproven = promises.filter((promise) => !/^- \[/m.test(promise));
  expect(unproven.map((promise) => promise.split('\n')[0])).toEqual([]);
});
