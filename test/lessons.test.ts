import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, stripVTControlCharacters } from 'node:util';
import { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { policyCommand } from '../cli/policy/policy.ts';
import { repliesCommand } from '../cli/replies/replies.ts';
import { formatOption } from '../cli/terminal/options.ts';
import { isJsonObject, type Json } from '../core/values/json.ts';

const FIXTURE = join(import.meta.dirname, 'fixtures/lessons');
const POLICIES = 'policies/bikes';
const page = await readFile(join(import.meta.dirname, '../docs/authoring-policies.md'), 'utf8');

interface Block {
  readonly kind: string;
  readonly file: string;
  readonly text: string;
}

const lessons = page
  .split(/^## /m)
  .filter((part) => /^\d+\. /.test(part))
  .map((part) => ({ title: part.slice(0, part.indexOf('\n')), blocks: blocksOf(part) }));

function blocksOf(text: string): readonly Block[] {
  return [...text.matchAll(/^```(\w+) ?(\S*)\n(.*?)\n```$/gms)].map(
    ([, kind = '', file = '', block = '']) => ({ kind, file, text: block }),
  );
}

let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'trestle-lessons-'));
  await cp(FIXTURE, project, { recursive: true });
  const tools = JSON.stringify(join(FIXTURE, 'tools/bikes/index.ts'));
  await writeFile(join(project, 'tools/bikes/index.ts'), `export { toolset } from ${tools};\n`);
});
afterAll(() => rm(project, { recursive: true, force: true }));

/** Output of a console block's command, without colours and without a process of its own. */
async function run(line: string): Promise<string> {
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
  const args = words.slice(1).map((word) => word.replace('test/fixtures/lessons', project));
  let out = '';
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
  try {
    const program = new Command().option('--project <folder>').addOption(formatOption());
    program.addCommand(policyCommand()).addCommand(repliesCommand());
    await program.parseAsync(['--project', project, ...args], { from: 'user' });
  } finally {
    stdout.mockRestore();
    process.exitCode = undefined;
  }
  return stripVTControlCharacters(out).trimEnd();
}

/** Makes the change that a diff block shows; every line of it that goes must be there exactly once. */
async function change({ file, text }: Block): Promise<void> {
  const side = (sign: string) =>
    text
      .split('\n')
      .filter((line) => line.startsWith(sign))
      .map((line) => line.slice(1))
      .join('\n')
      .trim();
  const path = join(project, file);
  const parts = (await readFile(path, 'utf8')).split(side('-'));
  expect(parts, `\`${side('-')}\` in ${file}`).toHaveLength(2);
  await writeFile(path, parts.join(side('+')));
}

/** True if an object with at least these properties stands anywhere in `where`. */
function holds(where: Json, wanted: { readonly [key: string]: Json }): boolean {
  if (typeof where !== 'object' || where === null) return false;
  if (isJsonObject(where)) {
    const all = Object.entries(wanted).every(([key, value]) => isDeepStrictEqual(where[key], value));
    if (all) return true;
  }
  return Object.values(where).some((part) => holds(part, wanted));
}

/** Matches printed text; `…` stands for anything left out. */
function expectPrinted(printed: string, quoted: string): void {
  const parts = quoted.split('…').map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  if (parts.length === 1) expect(printed).toBe(quoted);
  else expect(printed).toMatch(new RegExp(`^${parts.join('[^]*')}$`));
}

describe('the lessons of docs/authoring-policies.md', () => {
  test('are twelve, and each shows JSON and what a command prints', () => {
    expect(lessons.map(({ title }) => Number.parseInt(title, 10))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
    ]);
    for (const { title, blocks } of lessons) {
      const kinds = blocks.map(({ kind }) => kind);
      expect(kinds, title).toContain('console');
      expect(kinds.includes('json') || kinds.includes('diff'), title).toBe(true);
    }
  });

  test.each(lessons)('$title', async ({ blocks }) => {
    await cp(join(FIXTURE, POLICIES), join(project, POLICIES), { recursive: true });
    const files = await readdir(join(FIXTURE, POLICIES));
    const contents: Json[] = await Promise.all(
      files.map(async (file) => JSON.parse(await readFile(join(FIXTURE, POLICIES, file), 'utf8'))),
    );
    for (const block of blocks) {
      if (block.kind === 'json') expect(holds(contents, JSON.parse(block.text)), block.text).toBe(true);
      if (block.kind === 'diff') await change(block);
      if (block.kind !== 'console') continue;
      const [line = '', ...quoted] = block.text.split('\n');
      expect(line).toMatch(/^\$ bikes (?:policy|replies) /);
      expectPrinted(await run(line.slice(2)), quoted.join('\n'));
    }
  });
});
