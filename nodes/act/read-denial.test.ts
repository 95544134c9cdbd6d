import { expect, test } from 'vitest';
import type { Reason } from '../../core/verdict.ts';
import { readDenial } from './read-denial.ts';

const reason = (code: string, tell: string): Reason => ({
  origin: 'policy',
  rule: 'r',
  decision: 'deny',
  code,
  tell,
  detail: 'w',
});
const call = { denied: { same_method: 'method', too_little: 'method' } };
const same = reason('same_method', 'It is paid with that.');

test('another answer is asked for if it may settle every reason', () => {
  expect(readDenial(call, [same])).toEqual({ tell: 'It is paid with that.', slot: 'method' });
  expect(readDenial(call, [same, reason('too_little', 'It holds too little.')])).toEqual({
    tell: 'It is paid with that. It holds too little.',
    slot: 'method',
  });
});

test('a reason that no answer settles is told alone, and nothing is asked', () => {
  const late = reason('not_pending', 'It is sent already.');
  expect(readDenial(call, [same, late])).toEqual({ tell: 'It is sent already.', slot: null });
  expect(readDenial(call, [late, reason('other', 'It is sent already.')])).toEqual({
    tell: 'It is sent already.',
    slot: null,
  });
});
