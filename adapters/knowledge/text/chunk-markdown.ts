import type { WrittenPassage } from '../../../core/context.ts';
import { readFrontMatter } from '../../../core/values/front-matter.ts';
import { splitText } from './split-text.ts';

/** An author's article. The path is relative to the knowledge folder. */
export interface Article {
  readonly path: string;
  readonly text: string;
}

interface Section {
  /** The headings from the article's title down. */
  readonly headings: readonly string[];
  readonly lines: string[];
}

const HEADING = /^ {0,3}(#{1,6})(?:[ \t](.*))?$/;
/** Closing hashes, matched from the first one so that the time is linear. */
const CLOSING = /(?<!#)#+$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/** Removes closing hashes after a space from a heading. */
const withoutClosing = (heading: string): string => {
  const rest = heading.trimEnd().replace(CLOSING, '');
  return rest === '' || /[ \t]$/.test(rest) ? rest : heading;
};

const plain = (heading: string): string =>
  withoutClosing(heading)
    .replace(/!?\[([^\]]{0,300})\]\([^)]{0,1000}\)/g, '$1')
    .replace(/[*_`]/g, '')
    .trim();

const slugOf = (heading: string): string =>
  heading
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '') || 'section';

const named = (path: string): string => {
  const name = (path.split('/').at(-1) ?? path).replaceAll(/[-_]+/g, ' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
};

/** Removes comments. An unclosed comment is text. */
const withoutComments = (text: string): string => {
  const kept: string[] = [];
  for (let from = 0; ; ) {
    const open = text.indexOf('<!--', from);
    const close = open === -1 ? -1 : text.indexOf('-->', open + 4);
    if (close === -1) return [...kept, text.slice(from)].join('');
    kept.push(text.slice(from, open));
    from = close + 3;
  }
};

/** The open code fence after a line. */
const fenceAfter = (line: string, open: string | undefined): string | undefined => {
  const mark = FENCE.exec(line)?.[1];
  if (!mark) return open;
  if (!open) return mark;
  return mark.startsWith(open) ? undefined : open;
};

const sectionsOf = (body: string, title: string | undefined): readonly Section[] => {
  const sections: Section[] = [{ headings: [], lines: [] }];
  let path: readonly (string | undefined)[] = [title];
  let fence: string | undefined;
  for (const line of body.split(/\r?\n/)) {
    const heading = fence ? null : HEADING.exec(line);
    fence = fenceAfter(line, fence);
    if (!heading) {
      sections.at(-1)?.lines.push(line);
      continue;
    }
    const level = (heading[1] as string).length;
    const text = plain(heading[2] ?? '');
    path =
      level === 1 ? [title ?? text] : [...Array.from({ length: level - 1 }, (_, index) => path[index]), text];
    const trail = level === 1 && title !== undefined && text !== title ? [...path, text] : path;
    sections.push({
      headings: trail.filter((part): part is string => part !== undefined && part !== ''),
      lines: [],
    });
  }
  return sections;
};

/** Gives each heading of an article a unique name. */
export const passageNames = () => {
  const taken = new Set<string>();
  return (heading: string): string => {
    const slug = slugOf(heading);
    let name = slug;
    for (let count = 2; taken.has(name); count++) name = `${slug}-${count}`;
    taken.add(name);
    return name;
  };
};

/**
 * Cuts an article into passages by its headings, and long sections between paragraphs.
 *
 * Ids stay the same while path and heading do: `returns#how-long`, then `returns#how-long~2`.
 */
export function chunkMarkdown({ path, text }: Article): readonly WrittenPassage[] {
  const article = path.replace(/\.md$/i, '');
  const { title: declared, about, topics, questions, body } = readFrontMatter(text);
  const sections = sectionsOf(withoutComments(body), declared);
  const title =
    declared ?? sections.find(({ headings }) => headings.length > 0)?.headings[0] ?? named(article);
  const nameOf = passageNames();
  return sections.flatMap(({ headings, lines }) => {
    const trail = headings.length > 0 ? headings : [title];
    const parts = splitText(lines.join('\n'));
    if (parts.length === 0) return [];
    const heading = trail.at(-1) as string;
    const id = `${article}#${nameOf(heading)}`;
    return parts.map((part, index) => ({
      passage_id: index === 0 ? id : `${id}~${index + 1}`,
      source: path,
      title,
      heading: trail.join(' > '),
      text: part,
      ...(about.length > 0 ? { about } : {}),
      ...(topics.length > 0 ? { topics } : {}),
      ...asking(index === 0 ? questions.get(heading) : undefined),
    }));
  });
}

/** The first part of a section answers its questions. */
const asking = (questions: readonly string[] = []) => (questions.length > 0 ? { questions } : {});
