import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { memoryRecords } from '../../adapters/records/memory-records.ts';
import { loadProject } from '../../config/load-project.ts';
import type { Tool } from '../../core/tool.ts';
import { toolset } from '../../test/fixtures/tiny/tools/tiny/index.ts';
import { agentVersion, type VersionedAgent } from './agent-version.ts';

const root = fileURLToPath(new URL('../../test/fixtures/tiny', import.meta.url));
const PRICE = {
  input: 1,
  cachedInput: 0.5,
  output: 2,
  logProbabilities: false,
  structuredOutput: false,
  omit: [],
};
const used = { use: 'small', fallbacks: ['large'], instructions: 'Help.', retries: 2, seconds: 30 };
let agent: VersionedAgent;

beforeAll(async () => {
  const project = await loadProject(root);
  const declaration = project.ok ? project.value.agents.get('tiny') : undefined;
  if (!declaration) throw new Error('the fixture does not check');
  const config = { ...declaration.config, model: used };
  agent = {
    declaration: { ...declaration, config },
    tools: toolset({ records: memoryRecords({}) }).tools,
    models: { small: PRICE, large: PRICE, unused: PRICE },
  };
});

const withTool = (change: Partial<Tool>): VersionedAgent => ({
  ...agent,
  tools: agent.tools.map((tool, index) => (index === 0 ? { ...tool, ...change } : tool)),
});
const withArticle = (change: { readonly path?: string; readonly text?: string }): VersionedAgent => {
  const [first, ...others] = agent.declaration.articles;
  const articles = [{ path: 'a.md', text: '', ...first, ...change }, ...others];
  return { ...agent, declaration: { ...agent.declaration, articles } };
};

test.each<readonly [string, () => VersionedAgent]>([
  ["a tool's description", () => withTool({ description: 'Something else.' })],
  ["a tool's schema", () => withTool({ input: z.object({ another: z.string() }) })],
  ["a tool's effects", () => withTool({ effects: true, idempotency: 'key' })],
  ["a tool's idempotency", () => withTool({ idempotency: 'lookup' })],
  ['an article', () => withArticle({ text: 'Closed on Mondays.' })],
  ["an article's name", () => withArticle({ path: 'renamed.md' })],
  [
    'the model',
    () => ({
      ...agent,
      declaration: {
        ...agent.declaration,
        config: { ...agent.declaration.config, model: { ...used, use: 'large' } },
      },
    }),
  ],
  ["a fallback's settings", () => ({ ...agent, models: { ...agent.models, large: { ...PRICE, input: 9 } } })],
  ['the declaration', () => ({ ...agent, declaration: { ...agent.declaration, version: 'another' } })],
])('%s is part of the version', (_what, changed) => {
  expect(agentVersion(changed())).not.toBe(agentVersion(agent));
});

test.each<readonly [string, () => VersionedAgent]>([
  ['the order of tools', () => ({ ...agent, tools: agent.tools.toReversed() })],
  [
    'the order of articles',
    () => ({
      ...agent,
      declaration: { ...agent.declaration, articles: agent.declaration.articles.toReversed() },
    }),
  ],
  [
    'the order of keys',
    () => ({ ...agent, models: Object.fromEntries(Object.entries(agent.models).toReversed()) }),
  ],
  ['a model that is not used', () => ({ ...agent, models: { small: PRICE, large: PRICE } })],
  ['code', () => withTool({ run: async () => null })],
])('%s is not', (_what, changed) => {
  expect(agentVersion(changed())).toBe(agentVersion(agent));
});
