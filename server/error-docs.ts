import { ERRORS, type Fault, RETIRED } from '../core/errors.ts';

const WHOSE: Readonly<Record<Fault, string>> = {
  author: "the project's author",
  client: 'the client',
  model: 'the model',
  upstream: 'a service behind the server',
  us: 'the server',
};

/** The text of `docs/errors.md`: every code, with an anchor that problem documents point at. */
export function errorDocs(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, { status, fault, retryable, meaning }]) =>
      `| <a id="${code.toLowerCase()}"></a>\`${code}\` | ${status} | ${WHOSE[fault]} | ${retryable ? 'yes' : 'no'} | ${meaning} |`,
  );
  return [
    '# Errors',
    '',
    'Written by `cli/generate/write-error-docs.ts` from `core/errors.ts`; do not edit.',
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
  ].join('\n');
}
