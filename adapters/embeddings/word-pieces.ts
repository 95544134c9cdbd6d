import { readFile } from 'node:fs/promises';
import { Tokenizer } from '@huggingface/tokenizers';

/** More characters than any token of the vocabulary covers in a real language. */
const CHARACTERS_A_TOKEN = 32;

/** Turns text into at most `limit` token ids, including the marks around a sentence. */
export type WordPieces = (text: string, limit: number) => readonly number[];

/** Loads a `tokenizer.json`. Any text is accepted; special tokens written in it are plain text. */
export async function wordPieces(path: string): Promise<WordPieces> {
  const shipped = JSON.parse(await readFile(path, 'utf8')) as object;
  // The shipped file would pad and cut at 128 tokens.
  const tokenizer = new Tokenizer({ ...shipped, padding: null, truncation: null }, {});
  return (text, limit) => {
    const plain = text
      .slice(0, limit * CHARACTERS_A_TOKEN)
      .replace(/\p{Cs}/gu, ' ')
      .replaceAll('[', ' [ ');
    const { ids } = tokenizer.encode(plain);
    return ids.length <= limit ? ids : [...ids.slice(0, limit - 1), ids[ids.length - 1] as number];
  };
}
