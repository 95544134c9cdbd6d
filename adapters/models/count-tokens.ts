import { createRequire } from 'node:module';

type Encoding = typeof import('gpt-tokenizer/encoding/o200k_base');

const require = createRequire(import.meta.url);
let encoding: Encoding | undefined;

/** Merging is quadratic in a run without spaces: 100,000 letters in one piece take seconds, in small pieces milliseconds. */
const PIECE = 256;

/** Longer texts are counted this far, and the rest in proportion. */
const COUNTED = 100_000;

/** Text that looks like a control token is the customer's text, and counted as that. */
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

/** How many tokens a text takes in current OpenAI models, and about that many in others; the first call loads the table. */
export function countTokens(text: string): number {
  encoding ??= require('gpt-tokenizer/encoding/o200k_base') as Encoding;
  const counted = text.slice(0, COUNTED);
  let tokens = 0;
  for (const piece of pieces(counted)) tokens += encoding.countTokens(piece, AS_TEXT);
  return counted.length === text.length ? tokens : Math.ceil((tokens * text.length) / counted.length);
}
