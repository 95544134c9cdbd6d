/** Example messages of an intent with their line numbers. */
export interface Examples {
  readonly file: string;
  readonly messages: readonly { readonly text: string; readonly line: number }[];
}

/** Reads one example a line. Skips empty lines and lines that start with `#`. */
export function readExamples(file: string, text: string): Examples {
  const lines = text.split(/\r?\n/).map((line, index) => ({ text: line.trim(), line: index + 1 }));
  return { file, messages: lines.filter((line) => line.text !== '' && !line.text.startsWith('#')) };
}
