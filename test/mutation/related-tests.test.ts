import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { relatedTests } from './related-tests.ts';

const { mutate }: { readonly mutate: readonly string[] } = JSON.parse(
  readFileSync(new URL('../../stryker.config.json', import.meta.url), 'utf8'),
);
const FILES = [...mutate.filter((file) => file.startsWith('nodes/')), 'rules/judge/decide.ts'];

test.each(FILES)('%s is tested by the file beside it', async (file) => {
  expect(await relatedTests([file])).toContain(resolve(file.replace('.ts', '.test.ts')));
});
