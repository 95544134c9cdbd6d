import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { heard, SHOWN } from '../../test/shown-actions.ts';

const BENCH = process.env['TRESTLE_BENCH'] ?? join(import.meta.dirname, '../../../shared/bench');
const ANSWERS = join(BENCH, 'conversations/confirm.jsonl');
const missing = !existsSync(ANSWERS);

interface Answer {
  readonly message: string;
  readonly expect: 'executed' | 'declined' | 'not_executed';
}

test.skipIf(missing)(
  `answers to a shown cancellation${missing ? ' (skipped: TRESTLE_BENCH holds no confirm.jsonl)' : ''}`,
  () => {
    const { order_id } = SHOWN.cancel.arguments;
    const answers = readFileSync(ANSWERS, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Answer)
      .map((answer) => ({
        ...answer,
        said: heard(answer.message.replaceAll('{order}', order_id), SHOWN.cancel),
      }));
    const share = (expected: Answer['expect'], said: string) => {
      const rows = answers.filter((answer) => answer.expect === expected);
      return rows.filter((answer) => answer.said === said).length / rows.length;
    };
    const rates = {
      'assent heard': share('executed', 'affirm'),
      'refusal heard': share('declined', 'decline'),
      'executed without consent': answers.filter(
        ({ expect, said }) => expect !== 'executed' && said === 'affirm',
      ).length,
      'assent taken for refusal': share('executed', 'decline'),
    };
    console.info(`${answers.length} answers: ${JSON.stringify(rates)}`);
    expect(rates['assent heard']).toBeGreaterThanOrEqual(0.95);
    expect(rates['refusal heard']).toBeGreaterThanOrEqual(0.95);
    expect(rates['executed without consent']).toBe(0);
    expect(rates['assent taken for refusal']).toBe(0);
  },
);
