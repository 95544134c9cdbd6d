import type { IntentsReport } from '../../app/measure/intents-report.ts';
import { type Html, html } from '../terminal/html.ts';
import { page, section, tableOf } from '../terminal/page.ts';
import { barPlot, histogramPlot, reliabilityPlot, riskCoveragePlot } from '../terminal/plots.ts';
import { figureRows, kindOfThreshold, lacking, percent, promise, shortfall } from './print-intents.ts';

/** A report on intents as one page. */
export function intentsPage(report: IntentsReport): string {
  const { name, measured } = report;
  const of =
    measured === null
      ? 'Each example was read by a model that had been trained without it.'
      : html`The messages of <code>${measured}</code>, read by a model trained on the examples.`;
  return page({
    title: `Intents of ${name}`,
    about: of,
    sections: [
      section('In short', promised(report), figuresTable(report), provableTable(report)),
      section('Does a confidence mean what it says?', reliability(report), confidences(report)),
      section('What answering more costs', risks(report)),
      section('Each intent', weakest(report), intentsTable(report)),
      section('What is taken for what', confusedTable(report)),
      section('Examples to look at', mislabelledTable(report), nearDuplicatesTable(report), fewTable(report)),
    ],
  });
}

function promised(report: IntentsReport): Html {
  const broken = shortfall(report);
  return html`<p>It ${promise(report.threshold)}.</p>${broken === null ? null : html`<p class="bad">${broken}.</p>`}`;
}

function figuresTable({ figures, unknown_labels }: IntentsReport): Html {
  return html`${tableOf({
    caption: 'How messages were read',
    headings: ['messages', 'number', 'named right', 'acted on', 'of that wrong'],
    rows: figureRows(figures),
  })}${unknown_labels.length === 0 ? null : html`<p>Labels without any example, which can only be read wrong: ${unknown_labels.join(', ')}.</p>`}`;
}

function provableTable({ provable }: IntentsReport): Html {
  return tableOf({
    caption: 'Error rates that the examples could prove',
    headings: ['at most wrong', 'acting from', 'covers', 'proof'],
    rows: provable.map((each) => [
      percent(each.error, 0),
      each.certified ? each.threshold.toFixed(3) : null,
      each.certified ? percent(each.coverage) : null,
      each.certified ? 'certified' : lacking(each.error, 'all intents', each.missing),
    ]),
  });
}

function reliability({ reliability: bins, figures }: IntentsReport): Html {
  const { calibration_error, calibration_error_by_width } = figures;
  const off = percent(calibration_error, 2);
  return reliabilityPlot(
    {
      alt: `Reliability diagram: a dot for each tenth of confidence that occurs, ${off} off the diagonal on average.`,
      caption: `On the dashed line, what is said to be 80 % sure is right 80 times in a hundred. Expected calibration error: ${off} in bins of as many messages each, ${percent(calibration_error_by_width, 2)} in bins of equal width. The numbers count messages.`,
    },
    bins,
  );
}

function confidences({ confidences: groups }: IntentsReport): Html {
  return histogramPlot(
    {
      alt: `Histograms of the confidence with which messages were read: ${groups.map(({ name }) => name).join(', ')}.`,
      caption:
        'How sure the classifier was where it was right, where it was wrong, and of what is out of scope but was read as something else.',
    },
    'confidence',
    groups,
  );
}

function risks({ risk_coverage, figures, threshold: { target } }: IntentsReport): Html {
  const at = figures.coverage_at
    .map(({ error, coverage }) => `${percent(coverage)} at ${percent(error, 0)}`)
    .join(', ');
  return riskCoveragePlot(
    {
      alt: `Risk-coverage curve: the share of wrong answers for each share that is answered, surest first; ${at}.`,
      caption: `Acting on the surest messages first, how many of them are wrong. Seen afterwards, and no promise, could have been acted on: ${at}.`,
    },
    risk_coverage,
    target?.error,
  );
}

const WEAKEST = 20;

/** The intents to work on first. */
function weakest({ intents }: IntentsReport): Html {
  const bars = intents
    .flatMap(({ intent, recall }) => (recall === null ? [] : [{ name: intent, value: recall }]))
    .toSorted((a, b) => a.value - b.value)
    .slice(0, WEAKEST);
  return barPlot(
    {
      alt: `Bars: the share of each intent's messages that is named right, for the ${bars.length} weakest intents.`,
      caption: 'The intents whose messages are named right least often. The table has all of them.',
    },
    'named right',
    bars,
  );
}

function intentsTable({ intents, threshold: pooled }: IntentsReport): Html {
  return tableOf({
    caption:
      'Precision is of what would be acted on as this intent; named right and acted on are of its own messages',
    headings: [
      'intent',
      'examples',
      'messages',
      'named right',
      'acted on',
      'precision',
      'from',
      'error rate',
    ],
    rows: intents.map(({ intent, examples, messages, recall, coverage, precision, threshold }) => [
      intent,
      examples,
      messages,
      ...[recall, coverage, precision].map((value) => percent(value)),
      threshold === null ? null : threshold.threshold.toFixed(3),
      kindOfThreshold(threshold, pooled),
    ]),
  });
}

function confusedTable({ confused }: IntentsReport): Html {
  return tableOf({
    caption: 'Intents that were taken for others, most often first',
    headings: ['is', 'was read as', 'messages', 'acted on', 'for example'],
    rows: confused.map(({ label, guess, messages, acted, examples }) => [
      label,
      guess,
      messages,
      acted,
      html`${examples.map(({ text, confidence }) => html`${shortened(text)} <small>(${percent(confidence, 0)})</small><br>`)}`,
    ]),
    empty: 'No message was taken for another intent.',
  });
}

function mislabelledTable({ mislabelled }: IntentsReport): Html {
  return tableOf({
    caption: 'Examples that look mislabelled: a model trained without them is sure of another intent',
    headings: ['example', 'labelled', 'is read as', 'confidence'],
    rows: mislabelled.map(({ text, label, guess, confidence }) => [
      shortened(text),
      label,
      guess,
      percent(confidence),
    ]),
  });
}

function nearDuplicatesTable({ near_duplicates }: IntentsReport): Html {
  return tableOf({
    caption: 'Nearly the same example in two intents',
    headings: ['example', 'of', 'example', 'of', 'alike'],
    rows: near_duplicates.map(({ texts, intents, similarity }) => [
      shortened(texts[0]),
      intents[0],
      shortened(texts[1]),
      intents[1],
      percent(similarity, 0),
    ]),
  });
}

function fewTable({ few_examples }: IntentsReport): Html {
  return tableOf({
    caption: 'Intents with too few examples to be learnt well',
    headings: ['intent', 'examples'],
    rows: few_examples.map(({ intent, examples }) => [intent, examples]),
  });
}

const LENGTH = 200;

/** The beginning of a long message. */
function shortened(text: string): string {
  const characters = [...text.slice(0, 2 * LENGTH)];
  return characters.length > LENGTH ? `${characters.slice(0, LENGTH).join('')}…` : text;
}
