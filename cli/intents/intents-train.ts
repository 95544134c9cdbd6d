import { performance } from 'node:perf_hooks';
import { Command } from 'commander';
import type { TrainingReport } from '../../app/measure/intents-report.ts';
import { globalOptions } from '../terminal/options.ts';
import { counted, print, printJson } from '../terminal/output.ts';
import { dataOption, openAgent } from './open-intents.ts';
import { figuresText, percent, promise, provableText } from './print-intents.ts';

/** `trestle intents train`: trains an agent's intents before the first start, and reports their quality. */
export function intentsTrainCommand(): Command {
  return new Command('train')
    .description("train the classifier of an agent's intents, and say how good it is")
    .argument('<agent>', 'the agent, for example retail')
    .addOption(dataOption())
    .addHelpText(
      'after',
      '\nExample:\n  $ trestle intents train retail\n\nA server trains at its start if needed. Unchanged intents are not trained again.\n\nExit codes: 0 trained, 1 could not run.',
    )
    .action(async (agent: string, { data }: { readonly data?: string }, command: Command) => {
      const { project, format } = globalOptions(command);
      const { trainingReport } = await import('../../app/measure/intents-report.ts');
      const began = performance.now();
      const shown = format === 'pretty' && process.stderr.isTTY;
      const { harness, trained } = await openAgent(agent, { project, data, shown });
      const seconds = Math.round(performance.now() - began) / 1000;
      const report = trainingReport(harness);
      if (format === 'json') printJson({ trained, seconds, ...report });
      else print(`${trained ? `trained in ${seconds} s` : 'trained before'}: ${summary(report)}`);
    });
}

function summary({ name, intents, examples, labelled, features, ...report }: TrainingReport): string {
  const production = labelled === 0 ? '' : ` and ${counted(labelled, 'message')} labelled in production`;
  const own = report.thresholds.flatMap(({ intent, threshold }) => [
    `\`${intent}\` ${promise(threshold, `\`${intent}\``)}`,
  ]);
  return [
    `${name}, ${counted(examples, 'example')} of ${counted(intents, 'intent')}${production}, by ${features}`,
    `\n${figuresText(report.figures)}`,
    `before calibration it would be ${percent(report.calibration_error_before, 2)}`,
    `\n${promise(report.threshold)}`,
    ...own,
    provableText(report.provable),
  ].join('\n');
}
