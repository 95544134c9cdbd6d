import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { withDiagram } from './architecture-page.ts';
import { generatedFiles } from './generated-files.ts';
import { drawModules, importsOfModules } from './module-diagram.ts';

test.each([...generatedFiles()])('%s is what `npm run schemas` writes', (file, text) => {
  expect(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')).toBe(text);
});

test('the diagram of modules is what `npm run graph` draws', async () => {
  const page = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
  expect(withDiagram(page, drawModules(await importsOfModules()))).toBe(page);
}, 60_000);

test('an import that a longer way already says is not drawn', () => {
  const imports = new Map([
    ['a', new Set(['b', 'c'])],
    ['b', new Set(['c'])],
    ['c', new Set<string>()],
  ]);
  expect(drawModules(imports).match(/\w --> \w/g)).toEqual(['a --> b', 'b --> c']);
});
