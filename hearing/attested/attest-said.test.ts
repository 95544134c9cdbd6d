import { expect, test } from 'vitest';
import { EMPTY_SESSION } from '../../core/session.ts';
import { CAUSE, context } from '../../test/attested-cause.ts';
import { attestSaid } from './attest-said.ts';

const saidIn = (...texts: readonly string[]) => {
  const words = texts.map((text, index) => ({ turn_id: `t${texts.length - index}`, text }));
  return (
    attestSaid(EMPTY_SESSION, words, new Map([['cause', CAUSE]]), context).session.slots['cause'] ?? null
  );
};

test('the words and their turn are kept with the value', () => {
  expect(saidIn('Stop it, I have a fever')).toEqual({ value: 'illness', span: 'fever', turn_id: 't1' });
  expect(saidIn('Stop it because I have to work')).toMatchObject({
    value: 'other',
    span: 'because I have to work',
  });
});

test('the newest message counts, an earlier one fills what it leaves open', () => {
  expect(saidIn('They are on strike', 'I have a fever')).toMatchObject({ value: 'strike', turn_id: 't2' });
  expect(saidIn('Stop it please', 'I have a fever')).toMatchObject({ value: 'illness', turn_id: 't1' });
});

test.each([
  'yes',
  'Yes, please',
  'It is not because of a fever',
  'Stop it, and it is NOT because I am ill',
  'It was never because I have a fever',
  'Can I stop it if I get ill?',
  'ill, or they are on strike',
  'Stop it please',
])('“%s” says nothing', (text) => {
  expect(saidIn(text)).toBe(null);
});

test('a reason in other words replaces none that is known', () => {
  const known = attestSaid(
    EMPTY_SESSION,
    [{ turn_id: 't1', text: 'a fever' }],
    new Map([['cause', CAUSE]]),
    context,
  );
  const later = [{ turn_id: 't2', text: 'Use my card because I have to work' }];
  const { session, said } = attestSaid(known.session, later, new Map([['cause', CAUSE]]), context);
  expect({ value: session.slots['cause']?.value, said }).toEqual({ value: 'illness', said: [] });
});
