import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { MAX_FILE_BYTES } from '../config/read/read-yaml.ts';
import { checkPolicyFiles } from '../rules/analyse/check-policy-files.ts';

const fixtures = fileURLToPath(new URL('./fixtures/broken-policies/', import.meta.url));
const cases = readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const tools = [
  {
    name: 'pay',
    effects: true,
    input: z.strictObject({ order_id: z.string(), amount: z.number(), method: z.enum(['card', 'voucher']) }),
  },
  { name: 'get_order', effects: false, input: z.strictObject({ id: z.string() }) },
];

let root = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'trestle-policies-'));
});
afterAll(() => rmSync(root, { recursive: true }));

/** A case's own files, beside the catalogue of facts that all of them share. */
async function problemsIn(agent: string): Promise<readonly string[]> {
  const folder = join(root, 'policies', agent);
  await cp(join(fixtures, 'facts.json'), join(folder, 'facts.json'));
  if (existsSync(join(fixtures, agent))) await cp(join(fixtures, agent), folder, { recursive: true });
  rmSync(join(folder, 'expected.txt'), { force: true });
  const { diagnostics } = await checkPolicyFiles({ root, agent, tools, computed: {} });
  return diagnostics.map(({ severity, file, line, column, code, message, help }) => {
    const place = `${file.replace(`policies/${agent}/`, '')}:${line}:${column}`;
    return `${severity} ${place} ${code} ${message}${help === undefined ? '' : ` (${help})`}`;
  });
}

describe('a broken rule file is told exactly what is wrong', () => {
  test.each(cases.map(({ name }) => name))('%s', async (name) => {
    const expected = readFileSync(join(fixtures, name, 'expected.txt'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(await problemsIn(name)).toEqual(expected);
  });
});

test('a rule file too large to read is not taken for an empty one', async () => {
  const text = readFileSync(join(fixtures, 'name-not-kebab-case/pay.rules.json'), 'utf8');
  await mkdir(join(root, 'policies/large'), { recursive: true });
  await writeFile(join(root, 'policies/large/pay.rules.json'), text.padEnd(MAX_FILE_BYTES + 1));
  expect(await problemsIn('large')).toEqual([
    `error pay.rules.json:1:1 CONFIG_TOO_LARGE the file is larger than ${MAX_FILE_BYTES} bytes`,
  ]);
});
