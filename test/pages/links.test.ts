import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { anchors, codeSpans, PAGES, prose, ROOT } from './read-pages.ts';

const FOLDERS = new Set(
  readdirSync(ROOT, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && entry.name !== '.trestle' ? [entry.name] : [],
  ),
);

/** Where a page's links lead, those to other sites aside. */
function links(text: string): readonly string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, to = '']) => (/^https?:/.test(to) ? [] : [to]));
}

test.each(PAGES)('every link of $file leads to a file that is there, and to a heading of it', (page) => {
  const lost = links(prose(page)).filter((to) => {
    const [path = '', anchor] = to.split('#');
    const file = path === '' ? page.file : normalize(join(dirname(page.file), path));
    if (!existsSync(join(ROOT, file))) return true;
    return (
      anchor !== undefined && !anchors({ file, text: readFileSync(join(ROOT, file), 'utf8') }).has(anchor)
    );
  });
  expect(lost).toEqual([]);
});

/** A path as a pattern over the files there are: `*` is any name, `{a,b}` one of them. */
function isThere(path: string): boolean {
  if (!/[*{]/.test(path)) return existsSync(join(ROOT, path));
  const pattern = path
    .replaceAll(/[.+]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll(/\{([^}]*)\}/g, (_, names: string) => `(?:${names.replaceAll(',', '|')})`);
  const [folder = ''] = path.split('/');
  const files = readdirSync(join(ROOT, folder), { recursive: true }).map((file) =>
    join(folder, String(file)),
  );
  return files.some((file) => new RegExp(`^${pattern.replace(/\/$/, '')}$`).test(file));
}

/** Files that a page has its reader write, or that stand in a folder of the reader's. */
const READERS: ReadonlySet<string> = new Set([
  // Where the classifier was before the decision that moved it.
  'adapters/intents/',
  'evals/retail/my-first.yaml',
  'intents/banking77_train.jsonl',
  ...['policies/bikes/', 'tools/bikes/'],
]);

test.each(PAGES)('every path that $file names is there', (page) => {
  const paths = codeSpans(page).flatMap((code) => /^[\w.-]+\/[\w./*{},-]*$/.exec(code) ?? []);
  const ours = paths.filter((path) => FOLDERS.has(path.split('/')[0] ?? '') && !READERS.has(path));
  expect(ours.filter((path) => !isThere(path))).toEqual([]);
});
