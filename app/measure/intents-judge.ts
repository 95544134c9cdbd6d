import type { ReadMessage } from '../../intents/report-figures.ts';
import type { IntentsHarness } from './intents-harness.ts';
import { readMessages } from './intents-harness-rows.ts';

/** One row of the answer. */
export interface JudgedMessage {
  readonly label: string;
  readonly confidence: number;
  /** True if it is not acted on: out of scope, or below its threshold. */
  readonly abstained: boolean;
}

/** The results of a file of messages. */
export interface JudgedMessages {
  /** One for each row, in order. */
  readonly rows: readonly (JudgedMessage | { readonly error: string })[];
  readonly malformed: readonly string[];
  readonly abstained: number;
  /** The labelled messages. */
  readonly labelled: readonly ReadMessage[];
}

/** Reads every message of a file, in order. Rejects with `REQUEST_INVALID` if there is no such file. */
export async function judgeMessages(
  harness: Pick<IntentsHarness, 'read'>,
  file: string,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<JudgedMessages> {
  const given = await readMessages(file);
  const rows: JudgedMessages['rows'][number][] = [];
  const labelled: ReadMessage[] = [];
  for (const row of given) {
    if ('error' in row) rows.push({ error: row.error });
    else {
      const { guess, confidence, acted } = await harness.read(row.text);
      rows.push({ label: guess, confidence, abstained: !acted });
      if (row.label !== null) labelled.push({ text: row.text, label: row.label, guess, confidence, acted });
    }
    onProgress(rows.length, given.length);
  }
  return {
    rows,
    malformed: given.flatMap((row) => ('error' in row ? [row.error] : [])),
    abstained: rows.filter((row) => 'label' in row && row.abstained).length,
    labelled,
  };
}
