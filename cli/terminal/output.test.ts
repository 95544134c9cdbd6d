import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { githubDiagnostic, table } from './output.ts';

test('a table pads its columns and puts numbers to the right', () => {
  const text = table(
    ['step', 'ms'],
    [
      ['classify', 9],
      ['act', 120],
      ['respond', null],
    ],
  );
  expect(stripVTControlCharacters(text).split('\n')).toEqual([
    'step       ms',
    'classify    9',
    'act       120',
    'respond',
  ]);
});

describe('githubDiagnostic', () => {
  test('escapes what would end the annotation early', () => {
    const diagnostic = {
      code: 'X',
      severity: 'error',
      file: 'a,b:c.yaml',
      line: 1,
      column: 2,
      message: '100%\nsure: yes',
    } as const;
    expect(githubDiagnostic(diagnostic)).toBe(
      '::error file=a%2Cb%3Ac.yaml,line=1,col=2,title=X::100%25%0Asure: yes',
    );
  });
});
