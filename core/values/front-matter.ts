import { parse } from 'yaml';
import { isJsonObject } from './json.ts';

/** The keys of an article's front matter, and its body. */
export interface FrontMatter {
  readonly title: string | undefined;
  /** Names of its subjects: a product, a place. */
  readonly about: readonly string[];
  /** Topics, to which an intent can restrict its answers. */
  readonly topics: readonly string[];
  /** Questions of customers that a passage answers, by its heading. */
  readonly questions: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

const FRONT_MATTER = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/** The lines between `---` at an article's top; undefined without them. */
export const frontMatterYaml = (text: string): string | undefined => FRONT_MATTER.exec(text)?.[1];

/** Reads the lines between `---` at an article's top. Lines that are no YAML are removed without keys. */
export function readFrontMatter(text: string): FrontMatter {
  const found = FRONT_MATTER.exec(text);
  const fields = found ? fieldsIn(found[1] as string) : {};
  const [title] = textsOf(fields['title']);
  return {
    title,
    about: textsOf(fields['about']),
    topics: textsOf(fields['topics']),
    questions: questionsIn(fields['questions']),
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

function questionsIn(value: unknown): ReadonlyMap<string, readonly string[]> {
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  return new Map(entries.map(([heading, texts]) => [heading.trim(), textsOf(texts)]));
}
