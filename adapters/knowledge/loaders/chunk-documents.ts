import type { Passage } from '../../../core/context.ts';
import { passageNames } from '../text/chunk-markdown.ts';
import { splitText } from '../text/split-text.ts';
import type { LoadedDocument } from './load-documents.ts';

interface ChunkDocuments {
  /** The name of the source: `warranty.pdf`. */
  readonly source: string;
  readonly documents: readonly LoadedDocument[];
}

const HEADING = 80;

/**
 * Cuts loaded documents into passages.
 *
 * A document is named by its page, its title, or its first line: `warranty.pdf#page-2`. Ids stay the same while these do.
 */
export function chunkDocuments({ source, documents }: ChunkDocuments): readonly Passage[] {
  const nameOf = passageNames();
  return documents.flatMap((document) => {
    const heading = headingOf(document);
    const parts = splitText(document.text);
    if (parts.length === 0) return [];
    const id = `${source}#${nameOf(heading)}`;
    return parts.map((text, index) => ({
      passage_id: index === 0 ? id : `${id}~${index + 1}`,
      source,
      title: source,
      heading: `${source} > ${heading}`,
      text,
    }));
  });
}

function headingOf({ text, page, title }: LoadedDocument): string {
  if (page !== null) return `page ${page}`;
  const first = title?.trim() || text.trim().split('\n')[0]?.trim() || '';
  return first.slice(0, HEADING).trim();
}
