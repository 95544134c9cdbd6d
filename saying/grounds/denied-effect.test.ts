import { expect, test } from 'vitest';
import { stemOf } from '../claims/stem.ts';
import { deniedEffect } from './denied-effect.ts';

const executed = [{ verbs: new Set([stemOf('cancel')]), about: '{"booking":"#b2001"}' }];

test.each([
  ['i could not cancel #b2001', '“cancel” was done'],
  ['#b2001 was not cancelled', '“cancelled” was done'],
  ['i was unable to cancel #b2001', '“cancel” was done'],
  ['#b2002 was not cancelled', null],
  ['#b2001 was not extended', null],
])('%s', (plain, why) => {
  expect(deniedEffect(plain, executed)).toBe(why);
});
