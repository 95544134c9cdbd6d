import type { Told } from '../core/message.ts';
import type { Citation } from '../core/turn.ts';

const MARK = /(?<!\s)\s*\[\[([^\]\s]{1,200})\]\]/g;

/** A piece of what the model was given. */
interface Given extends Pick<Told, 'provenance'> {
  readonly source: string;
}

/** Removes the `[[passage id]]` marks from a model's answer and lists the cited ids, including unknown ones. */
export function citationsIn(
  text: string,
  context: readonly Given[],
): { readonly text: string; readonly citations: readonly Citation[] } {
  const ids = [...new Set([...text.matchAll(MARK)].map(([, id]) => id ?? ''))];
  const pages = context.filter(({ source }) => source === 'knowledge');
  const known = new Set(pages.map(({ provenance }) => provenance));
  const citations = ids.map((id) => ({
    passage_id: id,
    source: known.has(id) ? id.replace(/#.*$/, '.md') : '',
  }));
  return { text: text.replace(MARK, '').trim(), citations };
}
