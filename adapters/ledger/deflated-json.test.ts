import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resultOf, stepOf } from '../../test/fixtures/ledger/rows.ts';
import { compactJson } from './compact-json.ts';
import { deflatedJson, inflatedJson } from './deflated-json.ts';

test('any value is given back in each form in which it may be kept', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.uuid(), (value, id) => {
      const text = compactJson(value, id);
      for (const kept of [deflatedJson(value, id), deflateRawSync(text), text, JSON.stringify(value)])
        expect(JSON.stringify(inflatedJson(kept, id))).toBe(JSON.stringify(value));
    }),
  );
});

test('results and steps are kept without the words that all of them have', () => {
  const steps = [1, 2, 3].map((number) => stepOf(number));
  const { thread_id: _thread, ...result } = resultOf('u1', 'Done.');
  for (const value of [steps, result]) {
    const kept = deflatedJson(value, 'u1');
    expect(kept.length).toBeLessThan(0.7 * deflateRawSync(compactJson(value, 'u1')).length);
  }
});

test('what is kept can be read for ever', () => {
  const kept = 'eLuh1V4UQ61uoJUJvDyuBQClJwpX';
  expect(inflatedJson(Buffer.from(kept, 'base64'), 'u1')).toEqual({ outcome: 'asked', goals: [] });
});
