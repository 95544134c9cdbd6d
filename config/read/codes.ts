/** What can be wrong with an author's files, by the code of the diagnostic. */
export const DIAGNOSTIC_CODES = {
  CONFIG_SYNTAX:
    'The file is not readable YAML, a `.json` file is not JSON, or uses a part of YAML that is not read here (aliases, tags).',
  CONFIG_TOO_LARGE: 'The file is larger than is read.',
  CONFIG_NOT_UTF8: 'The file is not text in UTF-8.',
  CONFIG_FILE_MISSING: 'A file that must be there is not.',
  CONFIG_FILE_NAME:
    'The name of the file and what it declares do not agree, or its ending is not one that is read.',
  CONFIG_DUPLICATE_KEY: 'A key is given twice in one map.',
  CONFIG_UNKNOWN_KEY: 'A key that means nothing here.',
  CONFIG_MISSING_KEY: 'A key that must be there is not.',
  CONFIG_INVALID: 'A value is not what its key takes.',
  LINK_UNKNOWN:
    'A name that nothing declares: a flow, slot, tool, argument, model, queue, or a name in a template.',
  LINK_TAKEN: 'A name that is declared twice, or differently in two places.',
  LINK_CYCLE: 'Flows that run each other without end.',
  LINK_EFFECTS: 'A tool with effects where only a read may stand, or the reverse.',
  LINK_ARGUMENTS: 'The arguments do not fit what the tool takes.',
  LINK_UNUSED: 'Nothing uses this file, flow, tool or step.',
  INTENT_UNHANDLED: 'An intent has neither a flow nor a model that could handle it.',
  EXAMPLES_TOO_FEW: 'An intent has too few examples to be learnt.',
  EXAMPLES_SHARED: 'The same example stands for two intents, or twice for one.',
  CONFIDENCE_UNPROVEN:
    'Too few labelled messages, or too many of them misread, to prove the promised error rate.',
  TEMPLATE_INVALID: 'A text in braces is not a path, or names a filter that does not exist.',
  TEMPLATE_UNIT: 'An amount of money is to be written, and nothing says in which currency and unit it is.',
  PATTERN_INVALID: 'A regular expression does not compile, or names a group that it does not have.',
  TOOL_INVALID: 'A tool breaks its contract, for example an effect without a declared idempotency.',
  TOOLS_INVALID: 'The module of the tools cannot be loaded or does not export a `toolset` function.',
} as const;

export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES;
