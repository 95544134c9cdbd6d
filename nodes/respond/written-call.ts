/** Marks of a call in the formats that models write: JSON with a name, or a tag. */
const FORMATS = /"(?:name|tool|function)"\s*:\s*"|<\/?(?:tool_call|function_call|function=|\|?tool)/i;

/** True of a reply in which a call of a tool is written as text. A name with `_` is no word for customers either. */
export function isWrittenCall(text: string, tools: Iterable<string>): boolean {
  if (FORMATS.test(text)) return true;
  const words = new Set(text.split(/[^\p{L}\p{N}_]+/u));
  for (const name of tools) if (name.includes('_') && words.has(name)) return true;
  return false;
}
