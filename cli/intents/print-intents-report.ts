import pc from 'picocolors';
import type { IntentsReport } from '../../app/measure/intents-report.ts';
import type { Json } from '../../core/values/json.ts';
import { print, table } from '../terminal/output.ts';
import { figuresText, kindOfThreshold, percent, promise, provableText, shortfall } from './print-intents.ts';

const LENGTH = 70;

/** A message in one line, cut if long. */
const oneLine = (text: string): string => {
  const plain = text
    .slice(0, 4 * LENGTH)
    .replace(/\s+/g, ' ')
    .trim();
  return plain.length > LENGTH ? `${plain.slice(0, LENGTH)}…` : plain;
};

/** Prints a report in the terminal, at most `shown` rows of each list. */
export function printIntentsReport(report: IntentsReport, shown: number): void {
  const { name, measured, figures, threshold, provable, intents } = report;
  const how = measured === null ? 'examples held out in turn' : `messages of ${measured}`;
  print(`${pc.bold(name)}: ${how}\n\n${figuresText(figures)}`);
  const broken = shortfall(report);
  print(
    `\n${promise(threshold)}${broken === null ? '' : `\n${pc.yellow(broken)}`}\n${provableText(provable)}\n`,
  );
  print(
    table(
      ['intent', 'examples', 'messages', 'named right', 'acted on', 'precision', 'from', 'error rate'],
      intents.map(({ intent, examples, messages, recall, coverage, precision, threshold: from }) => [
        intent,
        examples,
        messages,
        ...[recall, coverage, precision].map((value) => percent(value)),
        from === null ? '' : from.threshold.toFixed(3),
        kindOfThreshold(from, threshold),
      ]),
    ),
  );
  const list = (what: string, headings: readonly string[], rows: readonly (readonly Json[])[]) => {
    if (rows.length === 0) return;
    const more = rows.length > shown ? ` (${shown} of ${rows.length})` : '';
    print(`\n${pc.bold(`${what}${more}`)}\n${table(headings, rows.slice(0, shown))}`);
  };
  list(
    'taken for another intent',
    ['is', 'was read as', 'messages', 'acted on', 'for example'],
    report.confused.map(({ label, guess, messages, acted, examples: [first] }) => [
      label,
      guess,
      messages,
      acted,
      oneLine(first?.text ?? ''),
    ]),
  );
  list(
    'examples that look mislabelled',
    ['stands for', 'is read as', 'confidence', 'example'],
    report.mislabelled.map(({ label, guess, confidence, text }) => [
      label,
      guess,
      percent(confidence),
      oneLine(text),
    ]),
  );
  list(
    'nearly the same example in two intents',
    ['alike', 'of', 'of', 'examples'],
    report.near_duplicates.map(({ similarity, intents: [one, other], texts }) => [
      percent(similarity, 0),
      one,
      other,
      texts.map(oneLine).join(' / '),
    ]),
  );
  list(
    'too few examples to be learnt well',
    ['intent', 'examples'],
    report.few_examples.map(({ intent, examples }) => [intent, examples]),
  );
}
