import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { checkProject } from './check-project.ts';

const fixtures = fileURLToPath(new URL('../../test/fixtures/', import.meta.url));

const problemsIn = async (project: string) => {
  const { diagnostics } = await checkProject(project);
  return diagnostics.map(({ file, line, column, code, message, help }) => {
    const text = `${file}:${line}:${column} ${code} ${message}`;
    return help === undefined ? text : `${text} (${help})`;
  });
};

describe('a broken project is told exactly what is wrong', () => {
  test.each(readdirSync(`${fixtures}broken`))('%s', async (name) => {
    const expected = readFileSync(`${fixtures}broken/${name}/expected.txt`, 'utf8').trimEnd().split('\n');
    expect(await problemsIn(`${fixtures}broken/${name}`)).toEqual(expected);
  });
});

test('an agent needs no TypeScript beyond its tools', async () => {
  expect(await checkProject(`${fixtures}tiny`)).toMatchObject({ agents: ['tiny'], diagnostics: [] });
});

test('a folder without agents is no project', async () => {
  await expect(checkProject(fixtures)).rejects.toMatchObject({ code: 'PROJECT_NOT_FOUND' });
});
