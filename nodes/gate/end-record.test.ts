import { expect, test } from 'vitest';
import { failedBefore, recordOf } from './end-record.ts';

test('a refusal is read from its record with its words', () => {
  const end = { kind: 'not_done', tell: 'It has left.', detail: 'status is shipped' } as const;
  const { status, result } = recordOf(end);
  expect(status).toBe('failed');
  expect(failedBefore(result)).toEqual(end);
});

test.each([
  [{ kind: 'result', result: { paid: 5 } }, 'executed'],
  [{ kind: 'failed', reason: 'no line' }, 'failed'],
  [{ kind: 'unknown', reason: 'silence' }, 'in_doubt'],
] as const)('%o is recorded as %s', (end, status) => {
  expect(recordOf(end).status).toBe(status);
});

test('any other record is a failure without words', () => {
  expect(failedBefore('no line')).toEqual({ kind: 'failed', reason: 'it failed before' });
});
