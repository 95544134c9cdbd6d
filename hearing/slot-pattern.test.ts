import { describe, expect, test } from 'vitest';
import type { Slot } from '../core/flow.ts';
import { matchSlot, patternOf } from './slot-pattern.ts';

const slot = (except?: string): Slot => ({
  ask: 'Who?',
  attested: false,
  unit: 'whole' as const,
  ...(except ? { except } : {}),
});
const NAME = '\\bi am (?<name>\\w+)';

describe('matchSlot', () => {
  test('reads the first match', () => {
    expect(matchSlot('I am sorry, I am Mia', slot(), NAME)?.named.get('name')).toBe('sorry');
  });

  test('goes on behind what is excepted', () => {
    expect(matchSlot('I am sorry, I am Mia', slot('^sorry'), NAME)?.named.get('name')).toBe('Mia');
    expect(matchSlot('I am sorry', slot('^sorry'), NAME)).toBeNull();
  });

  test('`except` sees what the groups have read, not what stands around it', () => {
    expect(matchSlot('I am Mia', slot('i am'), NAME)?.named.get('name')).toBe('Mia');
  });

  test('gives up after many exceptions', () => {
    const text = `${'I am sorry. '.repeat(30)}I am Mia`;
    expect(matchSlot(text, slot('^sorry'), NAME)).toBeNull();
  });
});

test('a pattern that was never checked is refused', () => {
  expect(() => patternOf('(?=a)')).toThrow(expect.objectContaining({ code: 'PROJECT_INVALID' }));
});
