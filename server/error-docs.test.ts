import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ERRORS, RETIRED } from '../core/errors.ts';
import { ESCALATIONS } from '../core/escalation.ts';
import { errorDocs } from './error-docs.ts';

const ROOT = new URL('..', import.meta.url);
const FOLDERS = ['adapters', 'app', 'cli', 'config', 'core', 'graphs', 'nodes', 'rules', 'server', 'tools'];

const sources = FOLDERS.flatMap((folder) =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' }).map(
    (file) => `${folder}/${file}`,
  ),
).filter(
  (file) => /(?<!\.test)\.ts$/.test(file) && file !== 'core/errors.ts' && !file.endsWith('-double.ts'),
);
const text = sources.map((file) => readFileSync(new URL(file, ROOT), 'utf8')).join('\n');

describe('the error catalogue', () => {
  test('is what docs/errors.md says; `npm run docs` writes it', () => {
    expect(readFileSync(new URL('docs/errors.md', ROOT), 'utf8')).toBe(errorDocs());
  });

  test.each(Object.keys(ERRORS))('%s can happen', (code) => {
    // Only as an argument or a value: a list of documented codes throws nothing.
    expect(new RegExp(`[(?:=]\\s*'${code}'`).test(text)).toBe(true);
  });

  // `unknown` stands in for the code that is missing.
  test.each(Object.keys(ESCALATIONS).filter((code) => code !== 'unknown'))(
    'a person is called by `%s`',
    (code) => {
      expect(new RegExp(`(escalationRequest\\(|[?:]) ?\\s*'${code}'`).test(text)).toBe(true);
    },
  );

  test('takes back no retired code', () => {
    expect(Object.keys(ERRORS).filter((code) => RETIRED.includes(code))).toEqual([]);
  });
});
