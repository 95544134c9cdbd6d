import { readFile } from 'node:fs/promises';

interface Report {
  readonly files: { readonly [file: string]: { readonly mutants: readonly { readonly status: string }[] } };
}

const report = JSON.parse(await readFile('.trestle/mutation.json', 'utf8')) as Report;
const files = Object.entries(report.files).map(([name, { mutants }]) => row(`\`${name}\``, mutants));
const all = Object.values(report.files).flatMap(({ mutants }) => mutants);

process.stdout.write(
  [
    '| file | mutants | killed | timeout | survived | not reached | left out | score |',
    '|---|---|---|---|---|---|---|---|',
    ...files.toSorted(),
    row('all', all),
    '',
  ].join('\n'),
);

/** The score is what was killed or ran out of time, of all but what was left out. */
function row(name: string, mutants: readonly { readonly status: string }[]): string {
  const count = (status: string) => mutants.filter((mutant) => mutant.status === status).length;
  const valid = mutants.length - count('Ignored');
  const noticed = count('Killed') + count('Timeout');
  const score = valid === 0 ? 'none to make' : `${((100 * noticed) / valid).toFixed(1)} %`;
  const counts = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored'].map(count);
  return `| ${[name, valid, ...counts, score].join(' | ')} |`;
}
