import type { Preview } from '../core/tool.ts';

/** The engine's question: the exact action, then yes or no. */
export function confirmationText(preview: Preview, again = false): string {
  const lead = again
    ? 'Please answer with yes or no, so that I do exactly what you want.'
    : 'Here is what I am about to do:';
  return [
    lead,
    `${preview.title}:`,
    ...preview.lines.map((line) => `- ${line}`),
    'Shall I go ahead? (yes or no)',
  ].join('\n');
}
