import { own } from '../../core/values/own.ts';
/** Text that is HTML already. Only `html` and `trusted` make it, so that nothing gets onto a page without being escaped. */
export interface Html {
  readonly html: string;
}

/** What may stand in a template: text and numbers are escaped, null is nothing. */
export type Content = string | number | null | Html | readonly Html[];

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Control characters are in no HTML document: a customer's message may hold them. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\ufffd')
    .replaceAll(/[&<>"']/g, (character) => own(ENTITIES, character) as string);

const written = (content: Content): string => {
  if (content === null) return '';
  if (typeof content !== 'object') return escaped(String(content));
  return 'html' in content ? content.html : content.map(written).join('');
};

/** A template of HTML: everything that is put into it is escaped, unless it is HTML already. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return { html: String.raw({ raw: parts }, ...contents.map(written)) };
}

/** Takes text for HTML as it is: only for what another part of the program has drawn, never for what people wrote. */
export function trusted(text: string): Html {
  return { html: text };
}
