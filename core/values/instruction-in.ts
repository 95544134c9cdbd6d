/** Words to a model, not to a customer. Every gap is bounded, so that the time is linear. */
const INSTRUCTIONS = [
  /\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:instructions?|prompts?|guidelines|rules)\b/i,
  /\b(?:reveal|print|repeat|show)\b[^.\n]{0,30}\bsystem (?:prompt|message)\b/i,
  /^[ \t]{0,8}(?:system|assistant|developer)[ \t]{0,8}:/im,
  /<\/?(?:system|assistant|instructions?|tool_call)>|<\|[a-z_]{2,20}\|>/i,
];

/** The words of a text that instruct a model; undefined if there are none. Runs in linear time. */
export function instructionIn(text: string): string | undefined {
  for (const pattern of INSTRUCTIONS) {
    const [words] = pattern.exec(text) ?? [];
    if (words !== undefined) return words.trim();
  }
  return undefined;
}
