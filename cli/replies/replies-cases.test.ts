import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Command } from 'commander';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkPolicies } from '../../app/check/check-policies.ts';
import { formatOption } from '../terminal/options.ts';
import { repliesCommand } from './replies.ts';

const FIXTURE = join(import.meta.dirname, '../../test/fixtures/lessons');
const FILE = 'policies/bikes/extend.replies.json';

let project: string;
let file: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'trestle-replies-'));
  file = join(project, FILE);
  await cp(FIXTURE, project, { recursive: true });
  const tools = JSON.stringify(join(FIXTURE, 'tools/bikes/index.ts'));
  await writeFile(join(project, 'tools/bikes/index.ts'), `export { toolset } from ${tools};\n`);
});
beforeEach(() => cp(join(FIXTURE, FILE), file));
afterAll(() => rm(project, { recursive: true, force: true }));

/** Runs `trestle replies …` over the project, without a process of its own. */
async function replies(...args: readonly string[]) {
  let out = '';
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
  try {
    const program = new Command().option('--project <folder>').addOption(formatOption());
    program.addCommand(repliesCommand());
    await program.parseAsync(['--project', project, 'replies', ...args], { from: 'user' });
    return { out: stripVTControlCharacters(out), code: process.exitCode ?? 0 };
  } finally {
    stdout.mockRestore();
    process.exitCode = undefined;
  }
}

async function change(from: string, to: string): Promise<void> {
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  await writeFile(
    file,
    text.replace(from, () => to),
  );
}

describe('trestle replies test', () => {
  test('is content when every case is green', async () => {
    expect(await replies('test')).toEqual({ out: 'bikes: 4 cases, 4 green\n', code: 0 });
  });

  test('shows the faults of a red case with their words', async () => {
    await change('"faults": ["effect"]', '"faults": []');
    const { out, code } = await replies('test', 'extend');
    expect(out).toContain('red a longer hire is not told when it was refused');
    expect(out).toContain(
      'expected it goes out\n  found    effect “Your hire has been extended.”: no executed action',
    );
    expect(code).toBe(2);
  });

  test('says that a reply goes out which a case expects to be stopped', async () => {
    await change('"reply": "You can add 14 days for a fee."', '"reply": "You are welcome."');
    const { out, code } = await replies('test');
    expect(out).toContain('expected policy, quantity\n  but      it goes out');
    expect(code).toBe(2);
  });

  test('rejects a topic without a file', async () => {
    await expect(replies('test', 'nothing')).rejects.toThrow(
      'there is no `policies/<agent>/nothing.replies.json`',
    );
  });
});

describe('trestle replies coverage', () => {
  test('counts claims from both sides and names what no case shows', async () => {
    const { out, code } = await replies('coverage');
    expect(out).toMatch(/^effect +1 +1$/m);
    expect(out).toMatch(/^extend_hire +1 +1$/m);
    expect(out).toContain('open refund_hire: no case tells that it was done');
    expect(out).toContain('open link: no case stops one without a ground');
    expect(code).toBe(2);
  });

  test('counts no claim that rests on no ground as one that goes out by it', async () => {
    await change('You can add seven days at most.', 'How can I help you?');
    const { out } = await replies('coverage');
    expect(out).toMatch(/^quantity +1 +1$/m);
  });

  test('does not count a red case', async () => {
    await change('I have extended your hire by 3 days.', 'I have refunded your hire.');
    const { out } = await replies('coverage');
    expect(out).toContain('1 red case not counted');
    expect(out).toContain('open extend_hire: no case tells that it was done');
  });

  test('writes a page that marks what is stopped', async () => {
    const page = join(project, 'coverage.html');
    await replies('coverage', '--html', page);
    const html = await readFile(page, 'utf8');
    expect(html).toContain(
      '<mark title="no executed action says “extended”">Your hire has been extended.</mark>',
    );
    expect(html).toContain('refund_hire: no case tells that it was done');
  });
});

test.each([
  ['"name": "extend_hire"', '"name": "extend_hires"', 'LINK_UNKNOWN', 'did you mean `extend_hire`?'],
  ['"faults": ["effect"]', '"faults": ["effects"]', 'CONFIG_INVALID', undefined],
  ['"reply": "Your hire has been extended.",', '', 'CONFIG_MISSING_KEY', undefined],
  ['"given": {', '"given": { "passages": ["care#wash"],', 'LINK_UNKNOWN', undefined],
])('`check` locates %s as %s', async (from, to, code, help) => {
  await change(from, to);
  const { diagnostics } = await checkPolicies(project, 'bikes');
  expect(diagnostics).toMatchObject([{ file: FILE, code }]);
  if (help !== undefined) expect(diagnostics[0]?.help).toBe(help);
  expect(diagnostics[0]?.line).toBeGreaterThan(1);
});
