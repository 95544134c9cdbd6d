import { readFile } from 'node:fs/promises';
import { Tokenizer } from '@huggingface/tokenizers';

/** No token of the vocabulary is longer than this many characters for a word of any real language. */
const CHARACTERS_A_TOKEN = 32;

/** Turns text into token ids, at most `limit` of them, the marks around a sentence included. */
export type WordPieces = (text: string, limit: number) => readonly number[];

/** Loads a `tokenizer.json`; any text is accepted, marks of the vocabulary inside it are just text. */
export async function wordPieces(path: string): Promise<WordPieces> {
  const shipped = JSON.parse(await readFile(path, 'utf8')) as object;
  // The shipped file pads and cuts at 128 tokens.
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
