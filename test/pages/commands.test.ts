import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { blocks, codeSpans, PAGES, type Page, ROOT } from './read-pages.ts';

const SHELL = new Set(['', 'sh', 'console', 'text']);
const main = readFileSync(join(ROOT, 'cli/main.ts'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: { readonly [name: string]: string };
};

/** The command line, with every command that its entry names. */
const program = new Command('trestle')
  .option('--project <folder>')
  .option('--format <kind>')
  .option('--debug');
for (const [, factory = '', file = ''] of main.matchAll(/import \{ (\w+Command) \} from '\.\/(.+)'/g)) {
  const module = (await import(/* @vite-ignore */ join(ROOT, 'cli', file))) as {
    readonly [name: string]: () => Command;
  };
  program.addCommand(module[factory]?.() as Command);
}

/** The command lines of a page, wherever they stand. */
function commandLines(page: Page): readonly string[] {
  const shell = blocks(page).flatMap(({ kind, text }) =>
    SHELL.has(kind) ? text.replaceAll('\\\n', ' ').split('\n') : [],
  );
  return [...codeSpans(page), ...shell].flatMap((line) =>
    line.split(/ && | \| /).map((part) => part.replace(/^\s*\$ /, '').trim()),
  );
}

/** A word after a command that is none itself: a file, a name in capitals, quoted text. */
const ARGUMENT = /^(?:-|<|[A-Z./]|text)/;

/** The fault of a command line of ours; undefined if it would be taken. */
function fault(line: string): string | undefined {
  const words = line
    .replaceAll(/'[^']*'|"[^"]*"/g, 'text')
    .replace(/\s#.*$|\s….*$/, '')
    .split(/\s+/)
    .slice(1);
  let at: Command = program;
  for (const word of words) {
    const known = [...at.options, ...program.options].map(({ long }) => long);
    if (word.startsWith('--') && word !== '--help' && !known.includes(word))
      return `${line}: no option ${word}`;
    const next = at.commands.find((command) => command.name() === word);
    if (!next && at.commands.length > 0 && !ARGUMENT.test(word)) return `${line}: no command ${word}`;
    at = next ?? at;
  }
  return undefined;
}

test('commands are read where they stand', () => {
  expect(
    PAGES.flatMap(commandLines).filter((line) => /^(?:bin\/)?trestle /.test(line)).length,
  ).toBeGreaterThan(40);
});

test.each([
  { line: 'trestle polcy test', wrong: 'trestle polcy test: no command polcy' },
  { line: 'bin/trestle policy tests', wrong: 'bin/trestle policy tests: no command tests' },
  { line: 'trestle replay --agnt retail', wrong: 'trestle replay --agnt retail: no option --agnt' },
  { line: 'trestle check', wrong: undefined },
])('notices what is wrong with `$line`', ({ line, wrong }) => {
  expect(fault(line)).toBe(wrong);
});

test.each(PAGES)('every command of ours that $file shows exists, with its options', (page) => {
  const ours = commandLines(page).filter((line) =>
    /^(?:bin\/trestle|trestle|bikes) (?!serves|evals of)/.test(line),
  );
  expect(ours.flatMap((line) => fault(line) ?? [])).toEqual([]);
});

test.each(PAGES)('every script that $file runs exists', (page) => {
  const named = commandLines(page).flatMap((line) => /^npm run (?:-s )?([\w:]+)/.exec(line)?.[1] ?? []);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});
