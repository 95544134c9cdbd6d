import { parse } from 'yaml';
import { isJsonObject } from './json.ts';

/** What an article says of itself, and the rest of it. */
export interface FrontMatter {
  readonly title: string | undefined;
  /** Names of what it is about: a product, a place. */
  readonly about: readonly string[];
  /** What an intent may restrict its answers to. */
  readonly topics: readonly string[];
  readonly body: string;
}

const FRONT_MATTER = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** Reads the lines between `---` at an article's top. What is no YAML there says nothing, and is cut off all the same. */
export function readFrontMatter(text: string): FrontMatter {
  const found = FRONT_MATTER.exec(text);
  const fields = found ? fieldsIn(found[1] as string) : {};
  const [title] = textsOf(fields['title']);
  return {
    title,
    about: textsOf(fields['about']),
    topics: textsOf(fields['topics']),
    body: text.slice(found?.[0].length ?? 0),
  };
}

function fieldsIn(yaml: string): { readonly [name: string]: unknown } {
  try {
    const fields: unknown = parse(yaml);
    return isJsonObject(fields) ? fields : {};
  } catch {
    return {};
  }
}

/** One text or a list of them. */
function textsOf(value: unknown): readonly string[] {
  const texts = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
  return [...new Set(texts.map((text) => text.trim()).filter((text) => text !== ''))];
}
