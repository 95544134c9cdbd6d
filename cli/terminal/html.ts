import { own } from '../../core/values/own.ts';
/** HTML text. Only `html` and `trusted` make it, so that nothing gets onto a page unescaped. */
export interface Html {
  readonly html: string;
}

/** A value in a template. Text and numbers are escaped; null is empty. */
export type Content = string | number | null | Html | readonly Html[];

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text. Replaces control characters, which a customer's message may contain and HTML may not. */
const escaped = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are removed here
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '\ufffd')
    .replaceAll(/[&<>"']/g, (character) => own(ENTITIES, character) as string);

const written = (content: Content): string => {
  if (content === null) return '';
  if (typeof content !== 'object') return escaped(String(content));
  return 'html' in content ? content.html : content.map(written).join('');
};

/** A template of HTML. Escapes every value that is not HTML. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return { html: String.raw({ raw: parts }, ...contents.map(written)) };
}

/** Marks text as HTML without escaping. Only for drawings of this program, never for people's text. */
export function trusted(text: string): Html {
  return { html: text };
}
