import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { unwrap } from '../../core/diagnostic.ts';
import { isJsonObject } from '../../core/values/json.ts';
import { loadProject } from '../load-project.ts';
import { keptDeclaration, readKept } from './kept-declaration.ts';

const project = unwrap(await loadProject(fileURLToPath(new URL('../../', import.meta.url))));

describe('a declaration that was kept as data', () => {
  test.each([...project.agents])('of %s is read as its files are', (_name, declaration) => {
    const kept = JSON.parse(JSON.stringify(keptDeclaration(declaration, project.models)));
    const { agent, models } = unwrap(readKept(kept, declaration.articles));
    expect(agent.declaration).toEqual(declaration);
    expect(models).toEqual(project.models);
  });

  test.each([
    ['config', { config: { name: 'retail' } }],
    ['a flow', { flows: [['cancel-order', { steps: [{ sing: 'a song' }] }]] }],
    ['models', { models: { small: { input: 'cheap' } } }],
  ])('has problems when today its %s cannot be read', (_what, change) => {
    const [declaration] = project.agents.values();
    if (!declaration) throw new Error('the project declares no agent');
    const kept = keptDeclaration(declaration, project.models);
    const changed = isJsonObject(kept) ? { ...kept, ...JSON.parse(JSON.stringify(change)) } : kept;
    const read = readKept(changed, []);
    expect(read.ok ? [] : read.diagnostics).not.toEqual([]);
  });
});
