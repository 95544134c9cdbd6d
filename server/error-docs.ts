import { ERRORS, type Fault, RETIRED } from '../core/errors.ts';
import { ESCALATIONS } from '../core/escalation.ts';

const WHOSE: Readonly<Record<Fault, string>> = {
  author: "the project's author",
  client: 'the client',
  model: 'the model',
  upstream: 'a service behind the server',
  us: 'the server',
};

/** The text of `docs/errors.md`: every code of errors, with an anchor that problem documents point at, and of escalations. */
export function errorDocs(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, { status, fault, retryable, meaning }]) =>
      `| <a id="${code.toLowerCase()}"></a>\`${code}\` | ${status} | ${WHOSE[fault]} | ${retryable ? 'yes' : 'no'} | ${meaning} |`,
  );
  const calls = Object.entries(ESCALATIONS).map(
    ([code, { meaning, outcome, reason }]) => `| \`${code}\` | \`${outcome}\` | ${meaning} | ${reason} |`,
  );
  return [
    '# Errors',
    '',
    'Written by `cli/generate/write-docs.ts` from `core/errors.ts` and `core/escalation.ts`; do not edit.',
    '',
    'Every error over HTTP is a problem document (RFC 9457, `application/problem+json`) with one of these',
    'codes in `code`. "Again" says whether the same request may succeed later as it is.',
    '',
    '| Code | Status | Whose mistake | Again | Meaning |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    ...(RETIRED.length > 0
      ? [
          'Codes that were used once and will not come back:',
          '',
          ...RETIRED.map((code) => `- \`${code}\``),
          '',
        ]
      : []),
    '## Escalations',
    '',
    'Why a person is called. The customer reads what was said to them in this turn, then `says.escalated`; the code is in',
    "the thread's events. The reason, the action that waits and its verdict are for operators and the ledger.",
    '',
    '| Code | Outcome of the turn | A person is called because | The reason says |',
    '|---|---|---|---|',
    ...calls,
    '',
    'A step that fails calls a person under the code of its error in lower case (`node_timeout`), with its message.',
    '',
  ].join('\n');
}
