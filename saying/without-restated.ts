import { clauseWords, plainClause } from './claims/clause-words.ts';
import { tellingStems } from './claims/english-talk.ts';
import { sentencesOf } from './claims/sentences.ts';

/** A model's text without the sentences that only say again what the engine has said in this reply. */
export function withoutRestated(text: string, said: readonly string[]): string {
  if (said.length === 0) return text;
  const known = contentOf(said.join('\n'));
  let rest = text;
  for (const sentence of sentencesOf(text)) {
    const content = [...contentOf(sentence.text)];
    const isQuestion = sentence.text.includes('?');
    if (!isQuestion && content.length > 0 && content.every((word) => known.has(word)))
      rest = rest.replace(sentence.text, '');
  }
  return rest.trim();
}

/** The content of a text: stems of its telling words, and its codes and numbers. */
function contentOf(text: string): ReadonlySet<string> {
  const words = clauseWords(plainClause(text));
  return new Set([...tellingStems(words), ...words.filter((word) => /\d/.test(word))]);
}
