import type { Mismatch, ScenarioResult } from './results.ts';

/** The unmet expectations of a scenario, turn by turn, as text. */
export function mismatchText({ file, line, why, passed, of, run }: ScenarioResult): string {
  const turns = run.turns.flatMap(({ says, mismatches }, index) =>
    mismatches.length === 0
      ? []
      : [`turn ${index + 1}, the customer says: ${says}`, ...mismatches.map(inWords)],
  );
  const end = run.end.length === 0 ? [] : ['after the last turn', ...run.end.map(inWords)];
  return [
    `${file}:${line}${of > 1 ? ` passes ${passed} of ${of} runs` : ''}`,
    ...(why === null ? [] : [`why it matters: ${why}`]),
    ...turns,
    ...end,
  ].join('\n');
}

const inWords = ({ what, expected, actual }: Mismatch): string =>
  `  ${what}\n    expected ${expected}\n    but is   ${actual}`;
