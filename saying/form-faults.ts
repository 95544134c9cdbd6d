/** Forms that never go out to a customer: reasoning, calls of tools as text, bare JSON, markup. */
const FORMS: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  {
    pattern:
      /<\/?(?:think|thinking|reasoning|reflection|scratchpad|analysis|tool_call|function_call|tool|function|invoke|system|assistant|user)\b[^>]{0,200}>/iu,
    why: 'it shows reasoning or a call',
  },
  {
    pattern:
      /\bfinal answer\b|\bthe (?:tool|function|api) (?:refused|returned|failed|said)\b|\bto the user\b|\bthe user (?:wants|asks|asked|is|has|said)\b/iu,
    why: 'it shows reasoning or a call',
  },
  { pattern: /<\|[a-z_]{2,40}\|>|\[\/?(?:INST|TOOL_CALLS|SYS)\]/u, why: 'it shows a control token' },
  {
    pattern:
      /"(?:name|function|tool)"\s{0,9}:\s{0,9}"[\w.-]{1,80}"\s{0,9},\s{0,9}"(?:arguments|parameters|input)"\s{0,9}:/u,
    why: 'it is a call of a tool as text',
  },
  {
    pattern: /\b[a-z]{2,30}(?:_[a-z]{1,30}){1,6}\(\s{0,9}(?:[{"']|\w{1,30}\s{0,3}=)/u,
    why: 'it is a call of a tool as text',
  },
  { pattern: /^\s{0,99}(?:```(?:json)?\s{0,9})?[[{]\s{0,99}(?:"|\{|\[|\})/u, why: 'it is data' },
];

/** The reason why a reply in this form cannot go out; null if it can. */
export function formFault(reply: string): { readonly why: string; readonly at: number } | null {
  for (const { pattern, why } of FORMS) {
    const match = pattern.exec(reply);
    if (match) return { why, at: match.index };
  }
  return null;
}
