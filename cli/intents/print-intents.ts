import type { IntentsReport, ReadingFigures } from '../../app/measure/intents-report.ts';
import type { IntentThreshold } from '../../core/confidence.ts';
import { counted, table } from '../terminal/output.ts';

/** A share in percent; an empty text for null. */
export function percent(share: number | null, digits = 1): string {
  return share === null ? '' : `${(100 * share).toFixed(digits)} %`;
}

/** An author's share in percent, with as many digits as the author wrote. */
const written = (share: number): string => `${Number((100 * share).toFixed(3))}%`;

/** The reason why an error rate cannot be proven, in the words of `trestle check`. */
export function lacking(error: number, of: string, missing: number): string {
  return `cannot certify ${written(error)} for ${of}: ${counted(missing, 'more labelled example')} needed`;
}

/** The threshold, and the promise about it, in words. */
export function promise(
  { threshold, target, certified, missing }: IntentThreshold,
  of = 'all intents',
): string {
  const from = `acts from a confidence of ${threshold.toFixed(3)} on`;
  if (target === null) return `${from}: declared, and nobody asked for a proof`;
  return certified
    ? `${from}: at most ${written(target.error)} of that is wrong, with an assurance of ${written(target.assurance)}`
    : `${from}, a default: ${lacking(target.error, of, missing)}`;
}

/** A sentence if measured messages break the promise, else null. */
export function shortfall({ measured, figures, threshold }: IntentsReport): string | null {
  const { error } = figures.all;
  const { certified, target } = threshold;
  if (measured === null || !certified || target === null || error === null || error <= target.error)
    return null;
  return `${percent(error)} of what would be acted on is wrong, more than is promised: by chance, or because these messages are unlike the examples and belong among them`;
}

/** The kind of an intent's threshold, in two words. */
export function kindOfThreshold(own: IntentThreshold | null, pooled: IntentThreshold): string {
  if (own === null) return 'not acted on';
  if (own.threshold === pooled.threshold && own.missing === pooled.missing) return 'as all together';
  return own.certified ? 'certified' : `${own.missing} labels missing`;
}

/** The error rates that the examples could prove. */
export function provableText(provable: IntentsReport['provable']): string {
  const lines = provable.map((each) =>
    each.certified
      ? `${written(each.error)}: from ${each.threshold.toFixed(3)} on, which is ${percent(each.coverage)} of the messages`
      : lacking(each.error, 'all intents', each.missing),
  );
  return ['error rates that the examples could prove:', ...lines.map((line) => `  ${line}`)].join('\n');
}

/** Rows of figures: all messages, then messages in scope and out of scope separately if there are any of the latter. */
export function figureRows({ all, in_scope, out_of_scope }: ReadingFigures) {
  const row = (what: string, { messages, accuracy, coverage, error }: typeof all) => [
    what,
    messages,
    ...[accuracy, coverage, error].map((value) => percent(value)),
  ];
  if (!out_of_scope) return [row('all', all)];
  const { messages, named, kept_away } = out_of_scope;
  const outside = ['out of scope', messages, percent(named), percent(1 - kept_away), ''];
  return [row('all', all), row('in scope', in_scope), outside];
}

/** The figures as a table and two lines. */
export function figuresText(figures: ReadingFigures): string {
  const at = figures.coverage_at.map(({ error, coverage }) => `${percent(coverage)} at ${percent(error, 0)}`);
  const [mass, width] = [figures.calibration_error, figures.calibration_error_by_width];
  return [
    table(['', 'messages', 'named right', 'acted on', 'of that wrong'], figureRows(figures)),
    `calibration error ${percent(mass, 2)}, in bins of equal width ${percent(width, 2)}`,
    `seen afterwards, without promise, could have been acted on: ${at.join(', ')} errors`,
  ].join('\n');
}
