import type { LoadedDocument } from './load-documents.ts';

/** Words to a model, not to a customer. Every gap is bounded, so that the time is linear. */
const INSTRUCTIONS = [
  /\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:instructions?|prompts?|guidelines|rules)\b/i,
  /\b(?:reveal|print|repeat|show)\b[^.\n]{0,30}\bsystem (?:prompt|message)\b/i,
  /^[ \t]{0,8}(?:system|assistant|developer)[ \t]{0,8}:/im,
  /<\/?(?:system|assistant|instructions?|tool_call)>|<\|[a-z_]{2,20}\|>/i,
];

/** Faults of loaded documents: no text, a text twice, or text that instructs a model. */
export function documentFaults(documents: readonly LoadedDocument[]): readonly string[] {
  const texts = documents.map(({ text }) => text.trim()).filter((text) => text !== '');
  if (texts.length === 0) return ['returns no text'];
  const repeated = texts.length - new Set(texts).size;
  const instructing = texts.flatMap((text) => instructionIn(text) ?? []);
  return [
    ...(repeated > 0 ? [`returns ${repeated === 1 ? 'a document' : `${repeated} documents`} twice`] : []),
    ...instructing.slice(0, 3).map((words) => `returns text that instructs the agent: \`${words}\``),
  ];
}

/** The words of a text that instruct a model; undefined if there are none. */
export function instructionIn(text: string): string | undefined {
  for (const pattern of INSTRUCTIONS) {
    const [words] = pattern.exec(text) ?? [];
    if (words !== undefined) return words.trim();
  }
  return undefined;
}
