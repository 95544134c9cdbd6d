import type { JudgedRow } from './policy-harness-judge.ts';
import type { JudgeRow, MalformedRow } from './policy-harness-rows.ts';

/** Rows with the same label, basis and code. */
export interface Tally {
  readonly label: string;
  readonly basis: string;
  readonly code: string;
  readonly rows: number;
  /** The number of rows judged as labelled. */
  readonly right: number;
  /** The number of rows for which a rule with their code fired. */
  readonly codeFired: number;
}

export interface JudgeCounts {
  readonly rows: number;
  readonly malformed: number;
  readonly decisions: { readonly [decision: string]: number };
  /** The counts of labelled rows. */
  readonly labelled: readonly Tally[];
}

const NONE: JudgeCounts = { rows: 0, malformed: 0, decisions: {}, labelled: [] };

/** Counts judged rows. */
export function judgeCounter(): {
  readonly add: (row: JudgeRow | MalformedRow, judged: JudgedRow | MalformedRow) => void;
  readonly counts: () => JudgeCounts;
} {
  let counts = NONE;
  const tallies = new Map<string, Tally>();
  return {
    add: (row, judged) => {
      counts = counted(counts, judged);
      if ('error' in row || 'error' in judged || row.label === undefined) return;
      const one = tallyOf(row, judged);
      const key = `${one.label}\n${one.basis}\n${one.code}`;
      const { rows, right, codeFired } = tallies.get(key) ?? { rows: 0, right: 0, codeFired: 0 };
      tallies.set(key, {
        ...one,
        rows: rows + one.rows,
        right: right + one.right,
        codeFired: codeFired + one.codeFired,
      });
    },
    counts: () => ({
      ...counts,
      labelled: [...tallies].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, tally]) => tally),
    }),
  };
}

function counted(counts: JudgeCounts, judged: JudgedRow | MalformedRow): JudgeCounts {
  if ('error' in judged) return { ...counts, rows: counts.rows + 1, malformed: counts.malformed + 1 };
  const { decision } = judged;
  const decisions = { ...counts.decisions, [decision]: (counts.decisions[decision] ?? 0) + 1 };
  return { ...counts, rows: counts.rows + 1, decisions };
}

function tallyOf({ label, basis, code }: JudgeRow, { decision, codes }: JudgedRow): Tally {
  const allowed = decision === 'allow' || decision === 'modify';
  return {
    label: label ?? '',
    basis: basis ?? '',
    code: code ?? '',
    rows: 1,
    right: Number(allowed === (label === 'allowed')),
    codeFired: Number(code !== null && code !== undefined && codes.includes(code)),
  };
}

/** A report on judged actions in Markdown. Deterministic. */
export function judgeReport(
  { rows, malformed, decisions, labelled }: JudgeCounts,
  { agent, cases }: { readonly agent: string; readonly cases: string },
): string {
  const command = `trestle policy judge --agent ${agent} --db db.json --cases ${cases} --out OUT.jsonl --report docs/policy-judgements.md`;
  const total = Object.entries(decisions)
    .toSorted()
    .map(([decision, count]) => `${decision} ${count}`);
  return `${[
    `# Judged actions of the \`${agent}\` agent`,
    `Written by \`${command}\`; do not edit.`,
    `${rows} actions that other people labelled, each judged by the rules of \`policies/${agent}/\` over the database it names: ${total.join(', ')}; ${malformed} malformed. An action is right when it is allowed exactly where its label says so; \`confirm\` and \`review\` count as not allowed. The code names the fault that was planted, and it must be among the codes of the rules that fired. \`explicit\` means that a sentence of the policy's text says so, \`implied\` that it follows.`,
    table(labelled),
  ].join('\n\n')}\n`;
}

function table(labelled: readonly Tally[]): string {
  const sums = labelled.reduce(
    (sum, { rows, right }) => ({ rows: sum.rows + rows, right: sum.right + right }),
    { rows: 0, right: 0 },
  );
  const lines = labelled.map(({ label, basis, code, rows, right, codeFired }) =>
    [label, basis, code === '' ? '' : `\`${code}\``, rows, right, code === '' ? '' : codeFired].join(' | '),
  );
  return [
    '| label | basis | code | rows | right | code among those fired |',
    '|---|---|---|---:|---:|---:|',
    ...lines.map((line) => `| ${line} |`),
    `| in all | | | ${sums.rows} | ${sums.right} | |`,
  ].join('\n');
}
