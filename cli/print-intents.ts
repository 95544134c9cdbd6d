import type { ReadingFigures } from '../app/intents-report.ts';
import type { IntentThreshold } from '../core/confidence.ts';
import { counted, table } from './output.ts';

/** A share as people read it; nothing for null. */
export function percent(share: number | null, digits = 1): string {
  return share === null ? '' : `${(100 * share).toFixed(digits)} %`;
}

/** From which confidence on is acted, and what is promised of that. */
export function promise(
  { threshold, target, certified, missing }: IntentThreshold,
  of = 'all intents',
): string {
  const from = `acts from a confidence of ${threshold.toFixed(3)} on`;
  if (target === null) return `${from}: a default, nobody asked for a proof`;
  const error = `${Number((100 * target.error).toFixed(2))}%`;
  return certified
    ? `${from}: at most ${error} of that is wrong, with an assurance of ${Number((100 * target.assurance).toFixed(2))}%`
    : `${from}, a default: cannot certify ${error} for ${of}: ${counted(missing, 'more labelled example')} needed`;
}

/** How well messages were read, as a table and a few lines. */
export function figuresText(figures: ReadingFigures): string {
  const { all, in_scope, out_of_scope } = figures;
  const rows = [
    ['all', all.messages, percent(all.accuracy), percent(all.coverage), percent(all.error)],
    ...(out_of_scope
      ? [
          [
            'in scope',
            in_scope.messages,
            percent(in_scope.accuracy),
            percent(in_scope.coverage),
            percent(in_scope.error),
          ],
          [
            'out of scope',
            out_of_scope.messages,
            percent(out_of_scope.named),
            percent(1 - out_of_scope.kept_away),
            '',
          ],
        ]
      : []),
  ];
  const at = figures.coverage_at.map(({ error, coverage }) => `${percent(coverage)} at ${percent(error, 0)}`);
  return [
    table(['', 'messages', 'named right', 'acted on', 'of that wrong'], rows),
    `calibration error ${percent(figures.calibration_error, 2)} (in bins of equal width ${percent(figures.calibration_error_by_width, 2)})`,
    `seen afterwards, without promise, could have been acted on: ${at.join(', ')} errors`,
  ].join('\n');
}
