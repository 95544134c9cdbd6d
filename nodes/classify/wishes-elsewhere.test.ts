import { expect, test } from 'vitest';
import type { Wish } from '../../hearing/wishes/wish.ts';
import { wishesElsewhere } from './wishes-elsewhere.ts';

const wish = (intent: string): Wish => ({ intent, text: '', joins: null, spans: [], confidence: 0.9 });
const of = (text: string, kind: 'not-understood' | 'none' = 'not-understood') =>
  wishesElsewhere(
    { outOfScope: 'not-ours' },
    kind === 'none' ? { kind } : { kind, update: { commands: [] } },
    text,
    [wish('not-ours'), wish('cancel')],
  ).map(({ intent }) => intent);

test('a fragment at an open question is no wish for what the agent does not do', () => {
  expect(of('to Boston please')).toEqual(['cancel']);
});

test('a request, a question, and a message that answers nothing are', () => {
  expect(of('I want to book a flight to Boston')).toContain('not-ours');
  expect(of('how is the weather?')).toContain('not-ours');
  expect(of('to Boston please', 'none')).toContain('not-ours');
});
