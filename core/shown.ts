import type { Preview } from './tool.ts';
import { isJsonObject, type Json, type JsonObject } from './values/json.ts';

/** The longest shown value in characters. */
const VALUE_LENGTH = 300;
/** The longest shown line in characters. */
const LINE_LENGTH = 600;

/**
 * Renders a text of a customer, record, model or tool as one safe line: no line breaks, control or bidirectional
 * characters, links or markup; limited in length.
 *
 * Every value in a sentence of an author or of the engine goes through it, so that no value can look like another
 * sentence. Idempotent.
 */
export function shownValue(text: string, length: number = VALUE_LENGTH): string {
  return cut(plainValue(text, length), length);
}

const plainValue = (text: string, length: number): string =>
  withoutMarkup(withoutLinks(onePlainLine(text, length)));

/** True if `shownValue` does not cut the text. */
const fits = (text: string, length: number): boolean =>
  text.length <= length * FAR_OVER && [...plainValue(text, length)].length <= length;

/** The reason why a preview cannot be shown in full; null if it can. A yes counts only after a full preview. */
export function unshowable({ title, lines }: Preview, args: JsonObject): string | null {
  const tooLong = Object.entries(args).filter(([, value]) => {
    const long = textsIn(value).filter((value) => !fits(value, VALUE_LENGTH));
    return long.some((value) => [title, ...lines].some((line) => line.includes(value)));
  });
  if (tooLong.length > 0)
    return `${tooLong.map(([name]) => `\`${name}\``).join(', ')} must have at most ${VALUE_LENGTH} characters`;
  if ([title, ...lines].every((line) => fits(line, LINE_LENGTH))) return null;
  return `a line of it would have more than ${LINE_LENGTH} characters`;
}

/** The preview with every value made safe, so that none looks like a line of the engine. */
export function shownPreview({ title, lines, items, values: choices }: Preview, args: JsonObject): Preview {
  const values = textsIn(args);
  return {
    title: shownLine(title, values),
    lines: lines.map((line) => shownLine(line, values)),
    ...(items === undefined ? {} : { items: items.map((item) => shownValue(item)) }),
    ...(choices === undefined ? {} : { values: choices }),
  };
}

/** A tool's line as by `shownValue`. Each value in it is limited in length too. */
export function shownLine(line: string, values: readonly string[]): string {
  const limited = values.reduce((text, value) => {
    const shown = shownValue(value);
    return shown === value || value.trim() === '' ? text : text.replaceAll(value, () => shown);
  }, line);
  return shownValue(limited, LINE_LENGTH);
}

/** A reason on one line: no control or bidirectional characters, limited in length. */
export function oneLine(text: string, length = 1000): string {
  return cut(onePlainLine(text, length), length);
}

/** A text of several lines without control and bidirectional characters. */
export function plainText(text: string): string {
  return visible(text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n'));
}

/** A value with all texts and keys as by `shownValue`. */
export function shownJson(value: Json): Json {
  if (typeof value === 'string') return shownValue(value);
  if (Array.isArray(value)) return value.map(shownJson);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [shownValue(name), shownJson(each)]));
}

/** All texts in a value. */
function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** The factor over the limit after which text is cut before rendering. */
const FAR_OVER = 4;
const onePlainLine = (text: string, length: number): string =>
  visible(text.slice(0, length * FAR_OVER).replace(/[\s\u0085]+/g, ' ')).trim();

/** Removes invisible characters except joiners, which some languages and emoji need. */
const visible = (text: string): string =>
  text
    .replace(/[^\P{Cc}\n]/gu, '')
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd');

const E_MAIL = /^[^\p{L}\p{N}]*[\w+-]+(?:\.[\w+-]+)*@[\w-]+(?:\.[\w-]+)+[^\p{L}\p{N}]*$/u;

/** Breaks links by spaces, so that programs do not detect them: `https: //example. com`. Keeps e-mail addresses. */
function withoutLinks(text: string): string {
  return text
    .replace(/(?<![\p{L}\p{N}])(\p{L}{2,}:)(?=\S)/gu, '$1 ')
    .replace(/\]\(/g, '] (')
    .replace(/\S+/g, (word) =>
      E_MAIL.test(word) ? word : word.replace(/(?<=[\p{L}\p{N}-])\.(?=\p{L}{2})/gu, '. '),
    );
}

/** Replaces characters of Markdown and HTML by similar ones without meaning. */
function withoutMarkup(text: string): string {
  return text
    .replace(/^(?:(?:#{1,6}|[-+>])\s+)+/, '')
    .replace(/<(?=[a-z!/?])/gi, '‹')
    .replaceAll('`', "'")
    .replaceAll('*', '∗')
    .replace(/~{2,}/g, (marks) => '∼'.repeat(marks.length))
    .replace(/(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu, (marks) => '＿'.repeat(marks.length));
}

function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`;
}
