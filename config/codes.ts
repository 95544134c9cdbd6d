/** What can be wrong with an author's file, by the code of the diagnostic. */
export const DIAGNOSTIC_CODES = {
  CONFIG_SYNTAX:
    'The file is not readable YAML or JSON, or uses a part of YAML that is not read here (aliases, tags).',
  CONFIG_TOO_LARGE: 'The file is larger than is read.',
  CONFIG_NOT_UTF8: 'The file is not text in UTF-8.',
  CONFIG_FILE_MISSING: 'A file that must be there is not.',
  CONFIG_DUPLICATE_KEY: 'A key is given twice in one map.',
  CONFIG_UNKNOWN_KEY: 'A key that means nothing here.',
  CONFIG_MISSING_KEY: 'A key that must be there is not.',
  CONFIG_INVALID: 'A value is not what its key takes.',
} as const;

export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES;
