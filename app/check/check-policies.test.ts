import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkPolicies } from './check-policies.ts';

const fixtures = fileURLToPath(new URL('../../test/fixtures/', import.meta.url));
const codes = async (project: string, agent?: string) => {
  const { diagnostics } = await checkPolicies(`${fixtures}${project}`, agent);
  return diagnostics.map(({ file, code }) => `${file} ${code}`);
};

describe('checking policies alone', () => {
  test.each([
    [
      'sees what is wrong with a rule',
      'broken/rule-about-unknown-path',
      ['policies/desk/renewals.rules.json POLICY_UNKNOWN_PATH'],
    ],
    ['is silent about a flow', 'broken/flow-unused', []],
    ['is silent about a sound policy', 'tiny', []],
    ['tells why an agent was not looked at', 'broken/unknown-key', ['agents/desk.yaml CONFIG_UNKNOWN_KEY']],
    [
      'tells why tools were not looked at',
      'broken/toolset-not-exported',
      ['tools/desk/index.ts TOOLS_INVALID'],
    ],
    ['sees rules of no agent', 'broken/folder-of-no-agent', ['policies/dsek LINK_UNUSED']],
  ])('%s', async (_why, project, expected) => {
    expect(await codes(project)).toEqual(expected);
  });

  test('of one agent leaves the others', async () => {
    expect(await codes('broken/folder-of-no-agent', 'desk')).toEqual([]);
    expect(await codes('broken/unknown-key', 'desk')).toEqual(['agents/desk.yaml CONFIG_UNKNOWN_KEY']);
  });

  test('of an agent that nobody declares is refused', async () => {
    await expect(checkPolicies(`${fixtures}tiny`, 'tinny')).rejects.toMatchObject({ code: 'AGENT_UNKNOWN' });
  });
});
