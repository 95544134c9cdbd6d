import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DIAGNOSTIC_CODES } from '../config/read/codes.ts';
import { POLICY_CODES } from '../rules/files/codes.ts';

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');

/** The exact texts of all fixtures. */
const expected = ['broken', 'broken-policies'].flatMap((folder) => {
  const root = fileURLToPath(new URL(`./fixtures/${folder}/`, import.meta.url));
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => read(`./fixtures/${folder}/${name}/expected.txt`));
});

/** Codes that files alone cannot bring about, and the test that has their exact text. */
const ELSEWHERE: { readonly [code: string]: string } = {
  CONFIG_TOO_LARGE: './broken-policies.test.ts',
  ARTICLE_CONTRADICTS: '../app/check/check-contradictions.test.ts',
  CONFIDENCE_UNPROVEN: '../app/check/check-confidence.test.ts',
  LOADER_FAILED: '../app/knowledge/load-sources.test.ts',
  LOADER_CONTENT: '../app/knowledge/load-sources.test.ts',
  POLICY_IDENTITY_TOLD: '../rules/files/check-identity.test.ts',
  POLICY_DUPLICATE_STAKE: '../rules/files/check-stakes.test.ts',
};

describe('every diagnostic has a fixture with its exact text', () => {
  test.each(Object.keys({ ...DIAGNOSTIC_CODES, ...POLICY_CODES }))('%s', (code) => {
    const elsewhere = ELSEWHERE[code];
    const texts = elsewhere === undefined ? expected : [read(elsewhere)];
    expect(texts.filter((text) => text.includes(code)).length).toBeGreaterThan(0);
  });
});
