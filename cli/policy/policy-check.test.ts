import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

function policyCheck(...args: readonly string[]): Promise<{ readonly code: number; readonly out: string }> {
  const options = { cwd: tmpdir(), env: { ...process.env, NO_COLOR: '1' } };
  return new Promise((resolve) => {
    execFile(join(root, 'bin/trestle'), ['policy', 'check', ...args], options, (error, out, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out: out + stderr });
    });
  });
}
const fixture = (name: string) => join(root, 'test/fixtures', name);

describe('trestle policy check', () => {
  test('prints a problem with its lines, and exits with 2', async () => {
    const { code, out } = await policyCheck('--project', fixture('broken/rule-about-unknown-tool'));
    expect(out).toMatch(
      /^policies\/desk\/renewals\.rules\.json:2:42 POLICY_UNKNOWN_TOOL unknown tool `renew_card`\n {2}help: did you mean `renew_loan`\?\n/,
    );
    expect(out).toMatch(/\nchecked 1 agent \(desk\): 1 error, 0 warnings\n$/);
    expect(code).toBe(2);
  });

  test('prints JSON, and exits with 0 when nothing is wrong', async () => {
    const { code, out } = await policyCheck(
      '--agent',
      'tiny',
      '--format',
      'json',
      '--project',
      fixture('tiny'),
    );
    expect(JSON.parse(out)).toEqual({ errors: 0, warnings: 0, agents: ['tiny'], diagnostics: [] });
    expect(code).toBe(0);
  });

  test('exits with 1 when there is no such agent', async () => {
    expect(await policyCheck('--agent', 'tinny', '--project', fixture('tiny'))).toEqual({
      code: 1,
      out: 'AGENT_UNKNOWN no agent `tinny` is declared here\n',
    });
  });
});
