import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkConfidence } from './check-confidence.ts';

const tiny = fileURLToPath(new URL('../../test/fixtures/tiny', import.meta.url));

describe('a promised error rate', () => {
  let root: string;
  let declared: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'trestle-check-confidence-'));
    await cp(join(tiny, 'agents'), join(root, 'agents'), { recursive: true });
    declared = await readFile(join(root, 'agents/tiny.yaml'), 'utf8');
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  const problemsWith = async (agent: string, loanStatus = '') => {
    const text = `${declared}\n${agent}\n`.replace(
      '      flow: loan-status\n',
      (flow) => `${flow}${loanStatus}`,
    );
    await writeFile(join(root, 'agents/tiny.yaml'), text);
    const diagnostics = await checkConfidence(root);
    return diagnostics.map(({ code, severity, line, column, message, help }) => {
      const [key] =
        text
          .split('\n')
          [line - 1]?.slice(column - 1)
          .split(':') ?? [];
      return { code, severity, key, message, help };
    });
  };

  test('is told to take more examples than there are, at its key, with what is used instead', async () => {
    expect(await problemsWith('confidence: { error: 0.01 }')).toEqual([
      {
        code: 'CONFIDENCE_UNPROVEN',
        severity: 'warning',
        key: 'confidence',
        message: expect.stringMatching(
          /^cannot certify 1% for all intents together: \d+ more labelled examples needed$/,
        ),
        help: 'until then it counts from a confidence of 0.5 on (`intents.threshold`), marked as uncertified',
      },
    ]);
  });

  test('of an intent is about that intent alone', async () => {
    const [problem, ...others] = await problemsWith(
      '',
      '      confidence: { error: 0.125, assurance: 0.9 }\n',
    );
    expect(problem?.message).toMatch(
      /^cannot certify 12\.5% for `loan-status`: \d+ more labelled examples? needed$/,
    );
    expect(problem?.key).toBe('confidence');
    expect(others).toEqual([]);
  });

  test('that the examples prove is no problem', async () => {
    expect(await problemsWith('confidence: { error: 0.4, assurance: 0.8 }')).toEqual([]);
  });
});
