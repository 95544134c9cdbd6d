import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const broken = join(root, 'test/fixtures/broken');

function trestle(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const environment = { ...process.env, NO_COLOR: '1' };
  return new Promise((resolve) => {
    execFile(join(root, 'bin/trestle'), args, { cwd: tmpdir(), env: environment }, (error, out, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, error: stderr });
    });
  });
}

describe('trestle check', () => {
  test('prints a problem with its lines, and exits with 2', async () => {
    const { code, out } = await trestle('check', '--project', join(broken, 'unknown-key'));
    expect(out).toBe(
      [
        'agents/desk.yaml:4:3 CONFIG_UNKNOWN_KEY unknown key `treshold`',
        '  help: did you mean `threshold`?',
        '  3 | intents:',
        '> 4 |   treshold: 0.6',
        '    |   ^',
        '  5 |   options:',
        '',
        'checked 0 agents: 1 error, 0 warnings',
        '',
      ].join('\n'),
    );
    expect(code).toBe(2);
  });

  test('annotates for GitHub', async () => {
    const { code, out } = await trestle(
      'check',
      '--format',
      'github',
      '--project',
      join(broken, 'flow-unused'),
    );
    expect(out).toBe(
      '::warning file=agents/desk/flows/greet.yaml,line=1,col=1,title=LINK_UNUSED::no intent uses the flow `greet`\n',
    );
    expect(code).toBe(0);
  });

  test('prints JSON', async () => {
    const { out } = await trestle('--format', 'json', 'check', '--project', join(root, 'test/fixtures/tiny'));
    expect(JSON.parse(out)).toEqual({ errors: 0, warnings: 0, agents: ['tiny'], diagnostics: [] });
  });

  test.each([
    [['check', '--project', '/no/such/folder'], 'PROJECT_NOT_FOUND there is no folder `/no/such/folder`'],
    [['check', '--project', broken], 'PROJECT_NOT_FOUND `'],
    [['chekc'], "error: unknown command 'chekc'\n(Did you mean check?)"],
    [['check', '--format', 'xml'], "error: option '--format <format>' argument 'xml' is invalid."],
  ])('exits with 1 and says why it could not run %j', async (args, message) => {
    const { code, out, error } = await trestle(...args);
    expect({ code, out, error: error.slice(0, message.length) }).toEqual({
      code: 1,
      out: '',
      error: message,
    });
  });

  test('explains itself with an example', async () => {
    const { code, out } = await trestle('check', '--help');
    expect(out).toContain('$ trestle check --project');
    expect(out).toContain('--format <format>');
    expect(code).toBe(0);
  });
});

describe('trestle check on tools that do not parse', () => {
  let project = '';
  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'trestle-check-'));
    await cp(join(broken, 'tools-that-throw'), project, { recursive: true });
    await writeFile(
      join(project, 'tools/desk/index.ts'),
      'export const toolset = () => ({\n  tools: [}\n});\n',
    );
  });
  afterAll(() => rm(project, { recursive: true, force: true }));

  test('points at the place in the module', async () => {
    const { code, out } = await trestle('check', '--project', project);
    expect(out.split('\n')[0]).toMatch(
      /^tools\/desk\/index\.ts:2:\d+ TOOLS_INVALID the tools cannot be loaded: Expression expected$/,
    );
    expect(code).toBe(2);
  });
});
