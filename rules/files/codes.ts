import type { DocumentPath, Source } from '../../config/read/source.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';

/** The meaning of every diagnostic code of a policy. */
export const POLICY_CODES = {
  POLICY_UNKNOWN_FACT: 'A fact is named that the catalogue does not declare.',
  POLICY_UNKNOWN_PATH: 'A path leads to a part of a fact that is not declared.',
  POLICY_UNKNOWN_TOOL: 'A tool is named that the agent does not have, or that cannot be used there.',
  POLICY_UNKNOWN_ARGUMENT:
    'An argument is named that the tool does not have, or one that it requires is missing.',
  POLICY_TYPE_MISMATCH: 'Two values of types that never fit are compared, or one is bound to the other.',
  POLICY_DUPLICATE_RULE: 'Two rules of one agent have the same name.',
  POLICY_NOT_COMPUTED: 'The catalogue and the code disagree about which facts are computed.',
  POLICY_FACT_CYCLE: 'A fact is made from itself.',
  POLICY_DUPLICATE_STAKE: 'The stake of one action is declared twice.',
  POLICY_UNCOVERED_TOOL: 'A tool with effects that no rule file is about.',
  POLICY_NEVER_FIRES: 'A rule whose conditions contradict each other.',
  POLICY_ALWAYS_FIRES: 'A rule that fires whatever the facts are, so that its conditions test nothing.',
  POLICY_IDENTITY_TOLD:
    "A rule denies because of the customer's identity without `about: identity`, so that other denials are told beside it.",
  POLICY_SHADOWED: 'A rule that decides nothing, because another one denies whenever it fires.',
} as const;

type PolicyCode = keyof typeof POLICY_CODES;

/** A problem at a path of a file. */
export interface PolicyProblem {
  readonly code: PolicyCode;
  /** `error` by default. */
  readonly severity?: 'error' | 'warning';
  readonly path: DocumentPath;
  readonly key?: boolean;
  readonly message: string;
  readonly help?: string | undefined;
}

/** The problem as a diagnostic, with its position in the file. */
export function located(
  { file, locate }: Source,
  { code, severity = 'error', path, key, message, help }: PolicyProblem,
): Diagnostic {
  return {
    code,
    severity,
    file,
    ...locate(path, key),
    message,
    ...(help === undefined ? {} : { help }),
  };
}
