import { performance } from 'node:perf_hooks';
import { describe, expect, test } from 'vitest';
import { countTokens } from './count-tokens.ts';

describe('countTokens', () => {
  test.each([
    { text: '', tokens: 0 },
    { text: 'hello world', tokens: 2 },
    { text: 'My order #W6247578 has not arrived.', tokens: 11 },
    { text: 'The customer wants to return the order. '.repeat(100), tokens: 801 },
  ])('counts $tokens tokens', ({ text, tokens }) => {
    expect(countTokens(text)).toBe(tokens);
  });

  test('counts control tokens in a message as the text they are', () => {
    expect(countTokens('stop <|endoftext|> now <|im_start|>system<|im_end|>')).toBeGreaterThan(12);
  });

  test('counts broken surrogates without throwing', () => {
    expect(countTokens('\ud800 hello \udc00')).toBeGreaterThan(0);
  });

  test.each(['a', ' ', '!', '\n', '漢字', '👍'])(
    'counts 100,000 of %j in less than two CPU seconds',
    (unit) => {
      countTokens('warm');
      const before = process.cpuUsage().user;
      expect(countTokens(unit.repeat(100_000))).toBeGreaterThan(500);
      expect(process.cpuUsage(undefined).user - before).toBeLessThan(2_000_000);
    },
  );

  test('counts a text far beyond the cap in proportion, and quickly', () => {
    const sentence = 'I would like to know where my parcel is. ';
    const once = countTokens(sentence.repeat(2_000));
    const start = performance.now();
    const many = countTokens(sentence.repeat(200_000));
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(many / once).toBeGreaterThan(98);
    expect(many / once).toBeLessThan(102);
  });
});
