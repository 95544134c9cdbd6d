import type { ContextPiece } from '../../../core/context.ts';
import type { Told } from '../../../core/message.ts';
import { compactResult } from './compact-result.ts';
import { outsideText } from './outside-text.ts';

/** The context as it stands before a customer's message; empty if there is none. */
export function contextText(told: readonly Told[]): string {
  if (told.length === 0) return '';
  const of = (source: Told['source']) => told.filter((piece) => piece.source === source);
  const said = [...of('day'), ...of('situation')].map(({ text }) => outsideText(text));
  return [
    '<context>',
    ...(said.length === 0 ? [] : [said.join(' ')]),
    ...[...of('knowledge'), ...of('customer')].map(fenced),
    ...linesIn('earlier', of('thread')),
    ...linesIn('before', of('earlier')),
    '</context>',
  ].join('\n');
}

/** A piece of context as a model is told it: a record as the results of tools. */
export function toldPiece({
  source,
  provenance,
  text,
}: Pick<ContextPiece, 'source' | 'provenance' | 'text'>): Told {
  return { source, provenance, text: source === 'customer' ? compactResult(JSON.parse(text)) : text };
}

/** A piece as sent, for its budget. The first line of a conversation opens its fence. */
export function pieceAsSent(found: Parameters<typeof toldPiece>[0], isFirst: boolean): string {
  const piece = toldPiece(found);
  const [line = ''] = linesIn('earlier', [piece]);
  if (piece.source === 'thread' || piece.source === 'earlier') return isFirst ? line : `${oneLine(piece)}\n`;
  return `${fenced(piece)}\n`;
}

function fenced({ source, provenance, text }: Told): string {
  if (source === 'customer') return `<record>\n${outsideText(text)}\n</record>`;
  return `<page id="${outsideText(provenance).replaceAll('"', "'")}">\n${outsideText(text)}\n</page>`;
}

/** Lines of a transcript, the oldest first. They are given newest first, as they were packed. */
function linesIn(tag: string, lines: readonly Told[]): readonly string[] {
  if (lines.length === 0) return [];
  return [`<${tag}>\n${lines.map(oneLine).toReversed().join('\n')}\n</${tag}>`];
}

/** A line cannot begin another one, which could have another speaker. */
const oneLine = ({ text }: Told): string => outsideText(text).replaceAll(/[\p{Z}\p{Cc}]+/gu, ' ');
