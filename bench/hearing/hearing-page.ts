import type { SimulatedRow } from '../../app/simulate/play-customer.ts';
import { ENDS } from '../../config/schemas/customer-schema.ts';

const HEADINGS = ['customers', 'product', 'number', ...ENDS, 'an unwanted effect', 'turns'];
const OPEN = '<!-- measured: npm run bench -- hearing --write -->';
const CLOSE = '<!-- /measured -->';

/** The page with the newest rows. The first measurement stays as `before`; later ones replace `now`. */
export function hearingPage(page: string, sets: ReadonlyMap<string, readonly SimulatedRow[]>): string {
  const kept = tableRows(page).filter(([name = '', product]) => product === 'before' || !sets.has(name));
  const now = [...sets].map(([name, rows]) => {
    const isFirst = !kept.some(([other]) => other === name);
    return cells(name, isFirst ? 'before' : 'now', rows);
  });
  const all = [...kept, ...now].toSorted(
    ([one = '', first = ''], [other = '', second = '']) =>
      one.localeCompare(other) || first.localeCompare(second),
  );
  const table = [HEADINGS, HEADINGS.map(() => '---'), ...all]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
  const body = page === '' ? NEW_PAGE : page;
  const [head = ''] = body.split(OPEN);
  const tail = body.split(CLOSE)[1] ?? '';
  return `${head}${OPEN}\n\n${table}\n\n${CLOSE}${tail}`;
}

/** The rows of the page's table, without its headings. */
function tableRows(page: string): readonly (readonly string[])[] {
  const part = page.split(OPEN)[1]?.split(CLOSE)[0] ?? '';
  const lines = part.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function cells(name: string, product: string, rows: readonly SimulatedRow[]): readonly string[] {
  const share = (number: number) => `${Math.round((1000 * number) / rows.length) / 10}%`;
  const turns = rows.reduce((total, row) => total + row.turns, 0) / rows.length;
  const unwanted = rows.filter((row) => row.unwanted.length > 0);
  return [
    name,
    product,
    String(rows.length),
    ...ENDS.map((end) => share(rows.filter(({ ended }) => ended === end).length)),
    String(unwanted.length),
    turns.toFixed(1),
  ];
}

const NEW_PAGE = `# Hearing

Simulated customers of published tasks talk to both agents, embedded, without a model ([evals.md](evals.md#simulated-customers)). A
whole task is one customer with all its wishes; a simple errand is one wish of a task, asked alone. Their first messages, and the yes
of those of the shop, are those of recorded customers, which are read when it is measured and are not kept here.

${OPEN}
${CLOSE}

\`flawless\`: the right effects, nothing asked twice, no wrong proposal, no wish or yes said again. \`adequate\`: the right effects with at
most two wasted turns. \`person\`: handed over with who and what. \`failed\`: the rest.

\`npm run bench -- hearing --write\` brings the table up to date: \`before\` stays as it was first measured, \`now\` is replaced. With
\`TRESTLE_HEARING_ROWS=FILE\` the rows with their transcripts are written too; \`TRESTLE_HEARING_AGENT=airline\` measures that agent alone.
`;
