import { readFileSync } from 'node:fs';
import { type Content, type Html, html, trusted } from './html.ts';

export interface Page {
  readonly title: string;
  /** One sentence under the title. */
  readonly about?: Content;
  readonly sections: readonly Html[];
}

/** A self-contained page without scripts, light or dark by the reader's system. */
export function page({ title, about = null, sections }: Page): string {
  const style = readFileSync(new URL('page.css', import.meta.url), 'utf8');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${about}</p>
${sections}
</main>
</body>
</html>
`.html;
}

/** A part of a page under a heading. */
export function section(heading: string, ...contents: readonly Html[]): Html {
  return html`<section>
<h2>${heading}</h2>
${contents}
</section>
`;
}

/** A cell. Numbers and shares are aligned right. */
export type Cell = string | number | null | Html;

export interface Table {
  readonly caption: string;
  readonly headings: readonly string[];
  /** Rows; the first cell of each is its heading. */
  readonly rows: readonly (readonly Cell[])[];
  /** The text instead of a table without rows. */
  readonly empty?: string;
}

/** A table that scrolls sideways on a narrow page. */
export function tableOf({ caption, headings, rows, empty = 'None.' }: Table): Html {
  if (rows.length === 0) return html`<p>${caption}: ${empty}</p>`;
  const numeric = headings.map((_, column) => rows.some((row) => isNumber(row[column])));
  const kind = (column: number): Html => trusted(numeric[column] ? ' class="number"' : '');
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${headings.map((heading, column) => html`<th scope="col"${kind(column)}>${heading}</th>`)}</tr></thead>
<tbody>
${rows.map((row) => html`<tr>${row.map((cell, column) => cellOf(cell, column, kind(column)))}</tr>\n`)}</tbody>
</table></div>
`;
}

const isNumber = (cell: Cell | undefined): boolean =>
  typeof cell === 'number' || (typeof cell === 'string' && /^-?[\d.,]+(?: %)?$/.test(cell));

const cellOf = (cell: Cell, column: number, kind: Html): Html =>
  column === 0 ? html`<th scope="row"${kind}>${cell}</th>` : html`<td${kind}>${cell}</td>`;
