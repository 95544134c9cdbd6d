import { describe, expect, test } from 'vitest';
import { summarize } from '../../app/replay/summarize.ts';
import { replayReport } from './replay-report.ts';

const reported = (agent: string) => ({ agent, files: [`${agent}.jsonl`], model: 'small' });
const headings = (page: string) => page.match(/^##? .*$/gm);

describe('replayReport', () => {
  const first = replayReport('', summarize([]), reported('shop'));
  const both = replayReport(first, summarize([]), reported('bank'));

  test('writes an agent beside the others, in the order of their names', () => {
    expect(headings(both)).toEqual([
      '# Recorded runs of a real model',
      '## `bank`',
      '## `shop`',
      '## How it is played',
      '## What a replay cannot show',
    ]);
  });

  test('replaces the section of an agent that is replayed again, and no other', () => {
    const unreadable = { task_id: null, trial: null, error: 'no run' };
    const again = replayReport(both, { ...summarize([unreadable]), runs: 7 }, reported('shop'));
    expect(headings(again)).toEqual(headings(both));
    expect(again).toContain('7 recorded conversations.');
    expect(again.split('## `shop`')[0]).toBe(both.split('## `shop`')[0]);
  });

  test('gives the same page for the same runs', () => {
    expect(replayReport(both, summarize([]), reported('bank'))).toBe(both);
  });
});
