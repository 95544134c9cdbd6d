/** Example messages of an intent, with the line on which each stands. */
export interface Examples {
  readonly file: string;
  readonly messages: readonly { readonly text: string; readonly line: number }[];
}

/** Reads one example a line; empty lines and lines that start with `#` are left out. */
export function readExamples(file: string, text: string): Examples {
  const lines = text.split(/\r?\n/).map((line, index) => ({ text: line.trim(), line: index + 1 }));
  return { file, messages: lines.filter((line) => line.text !== '' && !line.text.startsWith('#')) };
}
