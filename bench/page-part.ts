import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure } from './figure.ts';
import { machine, markdownTable } from './report.ts';

/** A part of docs/performance.md that its own command brings up to date. */
export interface PagePart {
  /** As it stands in the page. */
  read(root: string): string;
  write(root: string, all: readonly Figure[]): void;
}

const END = '<!-- /measured -->';
const pageOf = (root: string): string => join(root, 'docs', 'performance.md');

/** The part that this command writes. */
export function pagePart(command: string): PagePart {
  const begin = `<!-- measured: npm run bench -- ${command} -->`;
  const read = (root: string): string => {
    const [, rest = ''] = readFileSync(pageOf(root), 'utf8').split(begin);
    return `${begin}${rest.split(END)[0]}${END}`;
  };
  return {
    read,
    write(root, all) {
      const written = readFileSync(pageOf(root), 'utf8');
      const { node, load } = machine();
      const about = `Node ${node}; load average ${load} at the end.`;
      const part = `${begin}\n${about}\n\n${markdownTable(all)}\n${END}`;
      writeFileSync(
        pageOf(root),
        written.replace(read(root), () => part),
      );
    },
  };
}
