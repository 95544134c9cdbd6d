import { expect, test } from 'vitest';
import { packContext } from './pack-context.ts';

const budget = { knowledge: 5, customer: 0, thread: 10, earlier: 10 };
const piece = (text: string, score: number, source: keyof typeof budget = 'knowledge') => ({
  source,
  provenance: text,
  text,
  score,
});
const packed = (...candidates: ReturnType<typeof piece>[]) =>
  packContext(
    candidates,
    budget,
    ({ text }) => text,
    (text) => text.length,
  ).map(({ text, tokens }) => [text, tokens]);

test('takes what comes first, whatever its score, each within the budget of its source', () => {
  expect(packed(piece('aaa', 0.1), piece('ccc', 0.9), piece('tttt', 0.2, 'thread'))).toEqual([
    ['aaa', 3],
    ['tttt', 4],
  ]);
});

test('a piece that does not fit is left out whole, and a smaller one takes its place', () => {
  expect(packed(piece('too long', 0.9), piece('fits', 0.5))).toEqual([['fits', 4]]);
});

test('a source without a budget gives nothing', () => {
  expect(packed(piece('x', 1, 'customer'))).toEqual([]);
});

test('a piece costs what it is with its fence, and the first of its source opens that', () => {
  const lines = ['aaa', 'bbb', 'ccc'].map((text) => piece(text, 1, 'thread'));
  const asSent = ({ text }: { readonly text: string }, isFirst: boolean) => (isFirst ? `<>${text}` : text);
  const found = packContext(lines, { ...budget, thread: 8 }, asSent, (text) => text.length);
  expect(found.map(({ text, tokens }) => [text, tokens])).toEqual([
    ['aaa', 5],
    ['bbb', 3],
  ]);
});
