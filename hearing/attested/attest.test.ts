import { expect, test } from 'vitest';
import { Slot } from '../../core/flow.ts';
import { EMPTY_SESSION } from '../../core/session.ts';
import { attest } from './attest.ts';

const read = { value: 'a', span: 'a thing' };

test('an attested slot is kept with its words and its turn', () => {
  const session = attest(
    EMPTY_SESSION,
    'reason',
    Slot.parse({ type: 'text', ask: '?', attested: true }),
    read,
    't1',
  );
  expect(session.slots).toEqual({ reason: { value: 'a', span: 'a thing', turn_id: 't1' } });
});

test('any other slot leaves the session as it is', () => {
  expect(attest(EMPTY_SESSION, 'reason', Slot.parse({ type: 'text', ask: '?' }), read, 't1')).toBe(
    EMPTY_SESSION,
  );
});
