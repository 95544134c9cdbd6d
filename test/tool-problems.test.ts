import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Diagnostic } from '../core/diagnostic.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const INDEX = 'tools/my-agent/index.ts';
const MINUTES = 120_000;
const run = promisify(execFile);

let project: string;
beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'trestle-problems-'));
  cpSync(join(ROOT, 'templates/project'), project, { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(project, 'node_modules'));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

/** Output of a real process over the project with changed tools, as people read it. */
async function saidOf(change: (tools: string) => string): Promise<string> {
  const file = join(project, INDEX);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  const args = [join(ROOT, 'bin/trestle'), 'check', '--project', project, '--format', 'json'];
  const { stdout } = await run(process.execPath, args).catch((error: { stdout: string }) => error);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] };
  const [first] = diagnostics.filter(({ code }) => code === 'TOOLS_INVALID');
  return first
    ? `${first.file}:${first.line}:${first.column} ${first.message}${first.help === undefined ? '' : ` (${first.help})`}`
    : '';
}

describe('tools that cannot be loaded are told with the place and the way out', { timeout: MINUTES }, () => {
  test.each([
    [
      'a misspelt package',
      "from 'trestle'",
      "from 'trestel'",
      `${INDEX}:1:82 the tools cannot be loaded: the package \`trestel\` is not installed here (did you mean \`trestle\`?)`,
    ],
    [
      'a package that is not installed',
      "from 'zod'",
      "from 'zod-extra-things'",
      `${INDEX}:2:19 the tools cannot be loaded: the package \`zod-extra-things\` is not installed here (\`npm install zod-extra-things\` in the project installs it)`,
    ],
    [
      'a file without its ending',
      "from './demo-data.ts'",
      "from './demo-data'",
      `${INDEX}:3:22 the tools cannot be loaded: there is no file \`tools/my-agent/demo-data\` (imports name the file with its ending: './demo-data.ts')`,
    ],
    [
      'a schema of an older zod',
      "from 'zod'",
      "from 'zod/v3'",
      `${INDEX}:1:1 \`toolset().tools.0.input\`: is a schema of an older zod: install \`zod@4\` in the project`,
    ],
    [
      'tools that are not put together',
      'export const toolset = tools({',
      'export const toolset = () => ({',
      `${INDEX}:1:1 \`toolset().tools.0\`: invalid input: expected object, received function (tools made by \`tool\` are put together by \`toolset({ tools: [ … ] })\`)`,
    ],
    [
      'tools of another release',
      'export const toolset = tools({',
      "export const toolset = (ports: never) => ({ ...made(ports), madeBy: '0.0.1' });\nconst made = tools({",
      `${INDEX}:1:1 the tools are made by trestle 0.0.1, and this is trestle 0.1.0 (run the project's own with \`npx trestle\`, or install the same release in the project)`,
    ],
  ])('%s', async (_what, from, to, said) => {
    expect(await saidOf((tools) => tools.replace(from, to))).toBe(said);
  });

  test('a name that the package does not export', async () => {
    const said = await saidOf((tools) => tools.replace('NotDone, records', 'NotDone, recordz'));
    expect(said).toContain("does not provide an export named 'recordz'");
    expect(said).toContain('(docs/tools.md says what `trestle` exports)');
  });

  test('a line that throws', async () => {
    const said = await saidOf((tools) =>
      tools.replace('const orderId =', "throw new Error('no shop');\nconst orderId ="),
    );
    expect(said).toMatch(/^tools\/my-agent\/index\.ts:\d+:\d+ the tools cannot be loaded: no shop$/);
  });

  test('zod that is not installed', async () => {
    rmSync(join(project, 'node_modules'));
    expect(await saidOf((tools) => tools)).toBe(
      `${INDEX}:2:19 the tools cannot be loaded: the package \`zod\` is not installed here (\`npm install zod\` in the project installs it)`,
    );
  });
});

test('a folder without agents says what makes some', { timeout: MINUTES }, async () => {
  rmSync(join(project, 'agents'), { recursive: true });
  const args = [join(ROOT, 'bin/trestle'), 'check', '--project', project];
  await expect(run(process.execPath, args)).rejects.toMatchObject({
    code: 1,
    stderr: `PROJECT_NOT_FOUND \`${project}\` holds no \`agents/*.yaml\`; \`npx trestle init my-agent\` makes a project, \`--project\` names one that is elsewhere\n`,
  });
});

const TRY = `
import { openAgent } from 'trestle/testing';
const project = new URL('.', import.meta.url);
const agent = await openAgent({ project, agent: 'my-agent' });
const thread = await agent.thread({ customer_id: 'mia' });
const turns = [await thread.say('Please cancel order A1001'), await thread.say('yes')];
console.log(JSON.stringify({ outcomes: turns.map(({ outcome }) => outcome), waits: await thread.waiting() }));
await thread.close();
await agent.close();
`;

/** The end of a conversation with changed tools, in a real process. */
async function conversation(change: (tools: string) => string) {
  const file = join(project, INDEX);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  writeFileSync(join(project, 'try.ts'), TRY);
  const args = ['--import', join(ROOT, 'bin/typescript.mjs'), join(project, 'try.ts')];
  return JSON.parse((await run(process.execPath, args, { cwd: project })).stdout) as unknown;
}

describe('a tool that breaks in a conversation calls a person, who reads what broke', {
  timeout: MINUTES,
}, () => {
  test('an effect that throws', async () => {
    const broken = await conversation((tools) =>
      tools
        .replace(
          'run: ({ order_id }, call) =>\n',
          "run: ({ order_id }, call) => {\n    throw new Error('the shop is closed');\n",
        )
        .replace('    }),\n  async preview', '    })},\n  async preview')
        .replace('    call.commit((change)', '    return call.commit((change)'),
    );
    expect(broken).toMatchObject({
      outcomes: ['awaiting_confirmation', 'escalated'],
      waits: [
        { code: 'effect_unknown', reason: expect.stringContaining('`cancel_order`: the shop is closed') },
      ],
    });
  });

  test('an effect that answers something else than it declares', async () => {
    const broken = await conversation((tools) =>
      tools.replace(
        'return { order_id, refund: totalOf(order) };',
        "return { order_id, refund: 'all of it' } as never;",
      ),
    );
    expect(broken).toMatchObject({
      outcomes: ['awaiting_confirmation', 'escalated'],
      waits: [
        {
          code: 'effect_unknown',
          reason: expect.stringContaining(
            '`cancel_order` answered something else than its `output` declares: `refund`: invalid input: expected number, received string',
          ),
        },
      ],
    });
  });
});
