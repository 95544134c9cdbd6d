import type { Preview } from '../core/tool.ts';

/** The declared words around an action that is shown for a yes. */
export interface ConfirmWords {
  readonly lead: string;
  /** In the place of `lead` when the answer was neither a yes nor a no. */
  readonly again: string;
  readonly question: string;
}

/** The engine's question: the exact action, then yes or no. */
export function confirmationText(preview: Preview, words: ConfirmWords, again = false): string {
  const lines = preview.lines.map((line) => `- ${line}`);
  return [again ? words.again : words.lead, `${preview.title}:`, ...lines, words.question].join('\n');
}
