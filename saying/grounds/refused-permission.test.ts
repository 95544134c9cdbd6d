import { expect, test } from 'vitest';
import { stemOf } from '../claims/stem.ts';
import { refusedPermission } from './refused-permission.ts';

const REFUSED = [{ verbs: new Set([stemOf('postpone')]), text: '{"booking":"kite77"}' }];

test('what was refused for a record cannot be permitted for it', () => {
  expect(refusedPermission('kite77 can be postponed right now.', REFUSED)).not.toBeNull();
  expect(refusedPermission('you can still postpone kite77.', REFUSED)).not.toBeNull();
});

test('a denial, a condition, a question and another record are no such permission', () => {
  for (const plain of [
    'kite77 can not be postponed.',
    'kite77 can be postponed if it rains.',
    'kite77 can be postponed?',
    'kite88 can be postponed.',
    'kite77 can be paid.',
  ])
    expect(refusedPermission(plain, REFUSED)).toBeNull();
});
