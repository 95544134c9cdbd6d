import { describe, expect, test } from 'vitest';
import type { Slot } from '../core/flow.ts';
import { matchSlots, patternOf } from './slot-pattern.ts';

const slot = (except?: string): Slot => ({
  type: 'id',
  ask: 'Who?',
  attested: false,
  ...(except ? { except } : {}),
});
const NAME = '\\bi am (?<name>\\w+)';

const first = (text: string, declared: Slot) => matchSlots(text, declared, NAME)[0]?.named.get('name');

describe('matchSlots', () => {
  test('reads the first match', () => {
    expect(first('I am sorry, I am Mia', slot())).toBe('sorry');
  });

  test('goes on behind what is excepted', () => {
    expect(first('I am sorry, I am Mia', slot('^sorry'))).toBe('Mia');
    expect(first('I am sorry', slot('^sorry'))).toBeUndefined();
  });

  test('`except` sees what the groups have read, not what stands around it', () => {
    expect(first('I am Mia', slot('i am'))).toBe('Mia');
  });

  test('gives up after many exceptions', () => {
    const text = `${'I am sorry. '.repeat(30)}I am Mia`;
    expect(first(text, slot('^sorry'))).toBeUndefined();
  });
});

test('a pattern that was never checked is refused', () => {
  expect(() => patternOf('(?=a)')).toThrow(expect.objectContaining({ code: 'PROJECT_INVALID' }));
});
