import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import type { ReliabilityBin, RiskPoint } from '../../confidence/measures.ts';
import { type Html, html, trusted } from './html.ts';
import { tableOf } from './page.ts';

/** The texts of a plot. */
export interface Caption {
  /** The alternative text of the drawing, in one or two sentences. */
  readonly alt: string;
  readonly caption: string;
}

const WIDTH = 640;
/** Margins for the labels of the axes. Plot's own are for smaller letters. */
const MARGINS = { marginTop: 30, marginBottom: 46, marginLeft: 56 } as const;
const SHARE = { domain: [0, 1], tickFormat: '.0%', grid: true, labelOffset: 42 } as const;
const QUIET = 'var(--quiet)';
const GROUND = 'var(--ground)';

const figure = ({ alt, caption }: Caption, options: Plot.PlotOptions, numbers: Html): Html => {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const drawing = Plot.plot({ document, width: WIDTH, height: 360, ...MARGINS, ...options });
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', alt);
  return html`<figure>
${trusted(drawing.outerHTML)}
<figcaption>${caption}</figcaption>
</figure>
<details><summary>The same in numbers</summary>${numbers}</details>
`;
};

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** A reliability diagram: share of right answers by confidence. Dots on the diagonal are calibrated. */
export function reliabilityPlot(words: Caption, bins: readonly ReliabilityBin[]): Html {
  const options: Plot.PlotOptions = {
    x: { ...SHARE, label: 'confidence' },
    y: { ...SHARE, label: 'share that is right' },
    r: { range: [3, 12], domain: [0, Math.max(1, ...bins.map(({ count }) => count))] },
    marks: [
      Plot.line(
        [
          [0, 0],
          [1, 1],
        ],
        { stroke: QUIET, strokeDasharray: '4 4' },
      ),
      Plot.ruleX(bins, { x: 'confidence', y1: 'confidence', y2: 'right', stroke: 'var(--second)' }),
      Plot.dot(bins, { x: 'confidence', y: 'right', r: 'count', fill: 'var(--first)' }),
      Plot.text(bins, {
        x: 'confidence',
        y: 'right',
        text: 'count',
        dx: -16,
        textAnchor: 'end',
        stroke: GROUND,
        fill: 'currentColor',
      }),
    ],
  };
  const rows = bins.map(({ count, confidence, right }) => [percent(confidence), percent(right), count]);
  return figure(words, options, tableOf({ ...words, headings: ['confidence', 'right', 'messages'], rows }));
}

/** The risk-coverage curve: error by coverage. `target` is the accepted share of errors. */
export function riskCoveragePlot(words: Caption, points: readonly RiskPoint[], target?: number): Html {
  const highest = Math.max(0.01, target ?? 0, ...points.map(({ error }) => error));
  const options: Plot.PlotOptions = {
    x: { ...SHARE, label: 'share that is answered' },
    y: { ...SHARE, domain: [0, highest], tickFormat: '.1%', label: 'share of those that is wrong' },
    marks: [
      Plot.ruleY([0], { stroke: QUIET }),
      ...(target === undefined
        ? []
        : [
            Plot.ruleY([target], { stroke: 'var(--second)', strokeDasharray: '4 4' }),
            Plot.text([`accepted: ${percent(target)}`], {
              x: 0,
              y: target,
              dy: -8,
              textAnchor: 'start',
            }),
          ]),
      Plot.line(points, { x: 'coverage', y: 'error', stroke: 'var(--first)', strokeWidth: 2 }),
    ],
  };
  const rows = points.map(({ coverage, error }) => [percent(coverage), percent(error)]);
  return figure(words, options, tableOf({ ...words, headings: ['answered', 'wrong'], rows }));
}

/** Items of one kind: counts in equal parts of 0 to 1. */
export interface Group {
  readonly name: string;
  readonly counts: readonly number[];
}

const binsOf = ({ name, counts }: Group) => {
  const items = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count, bin) => ({
    name,
    count,
    share: count / Math.max(1, items),
    from: bin / counts.length,
    to: (bin + 1) / counts.length,
  }));
};

/** Histograms of values from 0 to 1, one small plot for each group. */
export function histogramPlot(words: Caption, label: string, groups: readonly Group[]): Html {
  const bins = groups.flatMap(binsOf);
  const options: Plot.PlotOptions = {
    height: 76 + 110 * groups.length,
    marginRight: 90,
    x: { ...SHARE, label },
    y: { label: 'share of its kind', tickFormat: '.0%', grid: true, ticks: 4 },
    fy: { label: null, domain: groups.map(({ name }) => name) },
    marks: [
      Plot.rect(bins, { x1: 'from', x2: 'to', y1: 0, y2: 'share', fy: 'name', fill: 'var(--first)' }),
      Plot.ruleY([0], { stroke: QUIET }),
    ],
  };
  const rows = bins
    .filter(({ count }) => count > 0)
    .map(({ name, count, from, to }) => [name, `${percent(from)} to ${percent(to)}`, count]);
  return figure(words, options, tableOf({ ...words, headings: ['kind', label, 'items'], rows }));
}

export interface Bar {
  readonly name: string;
  /** From 0 to 1. */
  readonly value: number;
}

/** A bar plot with one bar a row. */
export function barPlot(words: Caption, label: string, bars: readonly Bar[]): Html {
  const options: Plot.PlotOptions = {
    height: 76 + 20 * bars.length,
    marginLeft: Math.min(260, 24 + 7 * Math.max(0, ...bars.map(({ name }) => name.length))),
    marginRight: 56,
    x: { ...SHARE, label },
    y: { label: null, domain: bars.map(({ name }) => name) },
    marks: [
      Plot.barX(bars, { x: 'value', y: 'name', fill: 'var(--first)', insetTop: 2, insetBottom: 2 }),
      Plot.text(bars, {
        x: 1,
        y: 'name',
        text: ({ value }: Bar) => percent(value),
        dx: 6,
        textAnchor: 'start',
      }),
    ],
  };
  const rows = bars.map(({ name, value }) => [name, percent(value)]);
  return figure(words, options, tableOf({ ...words, headings: ['name', label], rows }));
}
