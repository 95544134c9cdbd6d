import { createRequire } from 'node:module';

type Encoding = typeof import('gpt-tokenizer/encoding/o200k_base');

const require = createRequire(import.meta.url);
let encoding: Encoding | undefined;

/** The largest piece in characters. Merging is quadratic without spaces: 100,000 letters at once take seconds, in pieces milliseconds. */
const PIECE = 256;

/** The number of characters that are counted; the rest is estimated in proportion. */
const COUNTED = 100_000;

/** Counts text that looks like a control token as plain text. */
const AS_TEXT = { disallowedSpecial: new Set<string>() };

function* pieces(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const piece = text.slice(start, start + PIECE);
    const space = start + PIECE < text.length ? piece.lastIndexOf(' ') : -1;
    const kept = space > 0 ? piece.slice(0, space) : piece;
    yield kept;
    start += kept.length;
  }
}

/** The number of a text's tokens in current OpenAI models, and roughly in others. The first call loads the table. */
export function countTokens(text: string): number {
  encoding ??= require('gpt-tokenizer/encoding/o200k_base') as Encoding;
  const counted = text.slice(0, COUNTED);
  let tokens = 0;
  for (const piece of pieces(counted)) tokens += encoding.countTokens(piece, AS_TEXT);
  return counted.length === text.length ? tokens : Math.ceil((tokens * text.length) / counted.length);
}
