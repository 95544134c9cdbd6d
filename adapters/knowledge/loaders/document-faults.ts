import { instructionIn } from '../../../core/values/instruction-in.ts';
import type { LoadedDocument } from './load-documents.ts';

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
