import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { html } from './html.ts';
import { page, section, tableOf } from './page.ts';
import { barPlot, histogramPlot, reliabilityPlot, riskCoveragePlot } from './plots.ts';

const HOSTILE = `<script>alert('"&')</script>\u0000`;
const WORDS = { alt: `A drawing of ${HOSTILE}`, caption: 'What it shows.' };

const documentOf = (...contents: readonly ReturnType<typeof html>[]) =>
  parseHTML(page({ title: HOSTILE, about: HOSTILE, sections: [section(HOSTILE, ...contents)] })).document;

const textOf = (element: { readonly textContent: string }): string => element.textContent;

describe('page', () => {
  test('loads nothing, runs nothing, and says what it is', () => {
    const document = documentOf(html`<p>${HOSTILE}</p>`);
    expect(document.querySelectorAll('script, link, img, iframe, [src], [href], [onload]')).toHaveLength(0);
    expect(document.querySelector('meta[http-equiv]').getAttribute('content')).toContain(
      "default-src 'none'",
    );
    expect(document.documentElement.getAttribute('lang')).toBe('en');
    expect([document.title, ...[...document.querySelectorAll('h1, h2, main p')].map(textOf)]).toEqual(
      new Array(5).fill(HOSTILE.replace('\u0000', '\ufffd')),
    );
  });

  test('escapes what stands in an attribute', () => {
    const [region] = documentOf(
      tableOf({ caption: `" onload="x`, headings: ['a'], rows: [[1]] }),
    ).querySelectorAll('[role=region]');
    expect(region.getAttribute('aria-label')).toBe(`" onload="x`);
    expect(region.getAttribute('onload')).toBeNull();
  });
});

describe('tableOf', () => {
  const table = { caption: 'Intents', headings: ['intent', 'right', 'note'] };

  test('has a caption, scoped headings, and its numbers to the right', () => {
    const document = documentOf(
      tableOf({
        ...table,
        rows: [
          [HOSTILE, '50.0 %', null],
          ['b', 7, 'seven 7'],
        ],
      }),
    );
    expect(document.querySelector('caption').textContent).toBe('Intents');
    expect(document.querySelectorAll('thead th[scope=col]')).toHaveLength(3);
    expect(document.querySelectorAll('tbody th[scope=row]')).toHaveLength(2);
    expect([...document.querySelectorAll('.number')].map(textOf)).toEqual(['right', '50.0 %', '7']);
  });

  test('says so when there is nothing in it', () => {
    const document = documentOf(tableOf({ ...table, rows: [], empty: 'None was found.' }));
    expect(document.querySelector('table')).toBeNull();
    expect(document.querySelector('main section').textContent).toContain('Intents: None was found.');
  });
});

describe('plots', () => {
  const bins = [
    { least: 0.2, most: 0.3, count: 10, confidence: 0.25, right: 0.5 },
    { least: 0.7, most: 0.8, count: 990, confidence: 0.75, right: 0.75 },
  ];
  const numbers = (document: ReturnType<typeof documentOf>) =>
    [...document.querySelectorAll('details td, details tbody th')].map(textOf);
  const attributes = (document: ReturnType<typeof documentOf>, selector: string, name: string) =>
    [...document.querySelectorAll(selector)].map((element) => Number(element.getAttribute(name)));

  test.each([
    ['reliability', reliabilityPlot(WORDS, bins)],
    ['risk and coverage', riskCoveragePlot(WORDS, [{ threshold: 0.5, coverage: 1, error: 0.1 }], 0.05)],
    ['a histogram', histogramPlot(WORDS, 'confidence', [{ name: HOSTILE, counts: [1, 0, 3] }])],
    ['bars', barPlot(WORDS, 'precision', [{ name: HOSTILE, value: 0.5 }])],
    ['nothing', reliabilityPlot(WORDS, [])],
  ])('%s: one picture with words for who cannot see it, and the numbers', (_, drawn) => {
    const document = documentOf(drawn);
    const [svg, ...more] = document.querySelectorAll('svg[role=img]');
    expect(more).toHaveLength(0);
    expect(svg.getAttribute('aria-label')).toContain('A drawing of <script>');
    expect(document.querySelectorAll('script, svg [href]')).toHaveLength(0);
    expect(document.querySelector('figcaption').textContent).toBe('What it shows.');
    expect(svg.outerHTML).not.toMatch(/NaN|undefined/);
    expect(document.querySelector('details').textContent).toContain('What it shows.');
  });

  test('a dot stands where its confidence and its share of right ones are, larger for more messages', () => {
    const document = documentOf(reliabilityPlot(WORDS, bins));
    const [left = 0, right = 0] = attributes(document, 'circle', 'cx');
    const [low = 0, high = 0] = attributes(document, 'circle', 'cy');
    const [small = 0, large = 0] = attributes(document, 'circle', 'r').toSorted((a, b) => a - b);
    expect([left, right].toSorted((a, b) => a - b)).toEqual([56 + 0.25 * 564, 56 + 0.75 * 564]);
    expect(Math.abs(low - high)).toBeCloseTo(0.25 * (360 - 30 - 46), 6);
    expect(large).toBeGreaterThan(3 * small);
    expect(numbers(document)).toEqual(['25.0 %', '50.0 %', '10', '75.0 %', '75.0 %', '990']);
  });

  test('a bar is as long as its value', () => {
    const bars = [
      { name: 'cancel', value: 0.25 },
      { name: 'track', value: 0.75 },
    ];
    const document = documentOf(barPlot(WORDS, 'named right', bars));
    const [short = 0, long = 0] = attributes(document, 'rect', 'width');
    expect(long).toBeCloseTo(3 * short, 6);
    expect(numbers(document)).toEqual(['cancel', '25.0 %', 'track', '75.0 %']);
  });

  test('the columns of a histogram add up to the whole of their kind', () => {
    const groups = [
      { name: 'right', counts: [0, 2, 6] },
      { name: 'wrong', counts: [1, 0, 0] },
    ];
    const document = documentOf(histogramPlot(WORDS, 'confidence', groups));
    const heights = attributes(document, 'rect', 'height');
    expect(heights[2]).toBeCloseTo(3 * (heights[1] ?? 0), 6);
    expect(heights[3]).toBeCloseTo(4 * (heights[1] ?? 0), 6);
    expect(numbers(document)).toEqual([
      ...['right', '33.3 % to 66.7 %', '2'],
      ...['right', '66.7 % to 100.0 %', '6'],
      ...['wrong', '0.0 % to 33.3 %', '1'],
    ]);
  });
});
