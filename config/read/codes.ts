/** The meaning of every diagnostic code. */
export const DIAGNOSTIC_CODES = {
  CONFIG_SYNTAX:
    'The file is not YAML, a `.json` file is not JSON, or the file uses a part of YAML that is not supported (aliases, tags).',
  CONFIG_TOO_LARGE: 'The file is larger than the limit.',
  CONFIG_NOT_UTF8: 'The file is not text in UTF-8.',
  CONFIG_FILE_MISSING: 'A required file is missing.',
  CONFIG_FILE_NAME: 'The file has another name than what it declares, or an ending that is not read.',
  CONFIG_DUPLICATE_KEY: 'A key is given twice in one map.',
  CONFIG_UNKNOWN_KEY: 'A key that is not known here.',
  CONFIG_MISSING_KEY: 'A required key is missing.',
  CONFIG_INVALID: 'A value does not fit its key.',
  LINK_UNKNOWN:
    'A name that nothing declares: a flow, slot, tool, argument, model, queue, or a name in a template.',
  LINK_TAKEN: 'A name that is declared twice, or differently in two places.',
  LINK_CYCLE: 'Flows that run each other without end.',
  LINK_EFFECTS: 'A tool with effects where only a tool without effects may be used, or the reverse.',
  LINK_ARGUMENTS: "The arguments do not fit the tool's input.",
  LINK_UNUSED: 'Nothing uses this file, flow, tool or step.',
  ARTICLE_OVERDUE: 'The review date of an article has passed.',
  ARTICLE_CONTRADICTS: 'Two passages give another number for the same, or one denies what the other permits.',
  ARTICLE_INSTRUCTS: 'An article has words to a model; what they say is no ground of a reply.',
  LOADER_FAILED: 'A loader of knowledge cannot be imported, throws, or does not end in time.',
  LOADER_CONTENT:
    'A loader of knowledge returns nothing, the same text twice, or text that instructs the agent.',
  INTENT_UNHANDLED: 'An intent has neither a flow nor a model that could handle it.',
  EXAMPLES_TOO_FEW: 'An intent has too few examples to be learnt.',
  EXAMPLES_SHARED: 'Two intents have the same example, or one has it twice.',
  CONFIDENCE_UNPROVEN:
    'Too few labelled messages, or too many of them misread, to prove the promised error rate.',
  TEMPLATE_INVALID: 'A text in braces is not a path, or names a filter that does not exist.',
  TEMPLATE_UNIT: 'A template writes an amount of money whose currency and unit are declared nowhere.',
  PATTERN_INVALID: 'A regular expression does not compile, or names a group that it does not have.',
  PATTERN_OVERLAPS:
    'The pattern of a slot reads a part of what customers answer to another slot, so that one answer fills both.',
  TOOL_INVALID: 'A tool breaks its contract, for example an effect without a declared idempotency.',
  TOOLS_INVALID: 'The module of the tools cannot be loaded or does not export a `toolset` function.',
} as const;

export type DiagnosticCode = keyof typeof DIAGNOSTIC_CODES;
