import { type MalformedMessage, type MessageRow, readMessages } from './intents-harness-rows.ts';

/** Labelled examples of a file, and their problems. */
export interface ReadExamples {
  /** Examples by label, in the order of first occurrence. */
  readonly examples: ReadonlyMap<string, readonly string[]>;
  /** Problems in plain words, with line numbers. */
  readonly problems: readonly string[];
  /** The number of unusable lines. */
  readonly malformed: number;
}

interface Example {
  readonly line: number;
  readonly text: string;
  readonly label: string;
}

/** Reads labelled examples. Reports lines that are none. Rejects with `REQUEST_INVALID`. */
export async function readExampleFile(file: string): Promise<ReadExamples> {
  const rows = (await readMessages(file)).map(asExample);
  const examples = rows.flatMap((row) => ('error' in row ? [] : [row]));
  const malformed = rows.flatMap((row) => ('error' in row ? [row.error] : []));
  const byLabel = new Map<string, string[]>();
  for (const { label, text } of examples) {
    const texts = byLabel.get(label);
    if (texts) texts.push(text);
    else byLabel.set(label, [text]);
  }
  return {
    examples: byLabel,
    problems: [...malformed, ...sharedTexts(examples), ...lonelyLabels(byLabel)],
    malformed: malformed.length,
  };
}

function asExample(row: MessageRow | MalformedMessage): Example | MalformedMessage {
  if ('error' in row) return row;
  const { line, text, label } = row;
  if (text.trim() === '') return { line, error: `line ${line} is no example: its \`text\` is empty` };
  return label === null
    ? { line, error: `line ${line} is no example: it has no \`label\`` }
    : { line, text, label };
}

const plain = (text: string): string => text.trim().toLowerCase();

/** Reports texts with two labels. */
function sharedTexts(examples: readonly Example[]): readonly string[] {
  const first = new Map<string, Example>();
  return examples.flatMap((example) => {
    const { line, label } = example;
    const before = first.get(plain(example.text)) ?? example;
    first.set(plain(example.text), before);
    return before.label === label
      ? []
      : [
          `line ${line} is an example of \`${label}\`, and with the same text line ${before.line} is one of \`${before.label}\``,
        ];
  });
}

function lonelyLabels(examples: ReadonlyMap<string, readonly string[]>): readonly string[] {
  return [...examples]
    .filter(([, texts]) => new Set(texts.map(plain)).size < 2)
    .map(([label]) => `\`${label}\` has only one example: messages like it will rarely be recognised`);
}
