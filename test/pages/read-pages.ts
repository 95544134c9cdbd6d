import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A page that people read: its path and its text. */
export interface Page {
  readonly file: string;
  readonly text: string;
}

/** A fenced block: the word behind its fence, and its lines. */
export interface Block {
  readonly kind: string;
  readonly text: string;
}

const FENCED = /^```(\w*)[^\n]*\n([\s\S]*?)^```$/gm;

const inFolder = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder)).flatMap((name) => (name.endsWith('.md') ? [join(folder, name)] : []));
const readmes = readdirSync(join(ROOT, 'policies')).map((agent) => join('policies', agent, 'README.md'));

/** Every page of the project that is written for people, but for articles, which customers read. */
export const PAGES: readonly Page[] = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...inFolder('docs'),
  ...inFolder('docs/decisions'),
  ...readmes.filter((file) => existsSync(join(ROOT, file))),
].map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }));

export function blocks({ text }: Page): readonly Block[] {
  return [...text.matchAll(FENCED)].map(([, kind = '', block = '']) => ({ kind, text: block }));
}

export const prose = ({ text }: Page): string => text.replaceAll(FENCED, '');

/** Texts in backticks, fenced blocks aside. */
export function codeSpans(page: Page): readonly string[] {
  return [...prose(page).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

/** The anchors of a page's headings, as GitHub makes them. */
export function anchors({ text }: Page): ReadonlySet<string> {
  const headings = [...text.replaceAll(FENCED, '').matchAll(/^#+ (.*)$/gm)].map(
    ([, heading = '']) => heading,
  );
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
