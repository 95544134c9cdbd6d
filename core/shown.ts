import type { Preview } from './tool.ts';
import { isJsonObject, type Json, type JsonObject } from './values/json.ts';

/** Characters of a value that people read of it. */
const VALUE_LENGTH = 300;
/** Characters of a line that was made of values. */
const LINE_LENGTH = 600;

/**
 * A text from a customer, a record, a model or a tool, as one line that only shows: no line breaks, no control
 * or bidirectional characters, no links, no markup, limited in length.
 *
 * The one renderer of values: what is put into a sentence of an author or of the engine goes through it, so
 * that no value can look like another sentence of theirs. Rendering twice changes nothing.
 */
export function shownValue(text: string, length: number = VALUE_LENGTH): string {
  return cut(plainValue(text, length), length);
}

const plainValue = (text: string, length: number): string =>
  withoutMarkup(withoutLinks(onePlainLine(text, length)));

/** Claims that `shownValue` leaves nothing out. */
const fits = (text: string, length: number): boolean =>
  text.length <= length * FAR_OVER && [...plainValue(text, length)].length <= length;

/** Why a preview cannot be shown whole; null where it can. A yes counts only to what was shown whole. */
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

/** A preview in which no value of the action or of a record looks like a line of the engine. */
export function shownPreview({ title, lines }: Preview, args: JsonObject): Preview {
  const values = textsIn(args);
  return { title: shownLine(title, values), lines: lines.map((line) => shownLine(line, values)) };
}

/** A line that a tool made of values, as `shownValue`; each of the values is limited in length too. */
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

/** A value with all its texts as `shownValue` has them, the names in it too. */
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

/** What is far over the limit is not looked at. */
const FAR_OVER = 4;
const onePlainLine = (text: string, length: number): string =>
  visible(text.slice(0, length * FAR_OVER).replace(/[\s\u0085]+/g, ' ')).trim();

/** The joiners stay: letters of some languages and emoji need them. */
const visible = (text: string): string =>
  text
    .replace(/[^\P{Cc}\n]/gu, '')
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd');

const E_MAIL = /^[^\p{L}\p{N}]*[\w+-]+(?:\.[\w+-]+)*@[\w-]+(?:\.[\w-]+)+[^\p{L}\p{N}]*$/u;

/** Spaces keep apart what readers' programs would make a link of: `https: //example. com`. E-mail addresses stay. */
function withoutLinks(text: string): string {
  return text
    .replace(/(?<![\p{L}\p{N}])(\p{L}{2,}:)(?=\S)/gu, '$1 ')
    .replace(/\]\(/g, '] (')
    .replace(/\S+/g, (word) =>
      E_MAIL.test(word) ? word : word.replace(/(?<=[\p{L}\p{N}-])\.(?=\p{L}{2})/gu, '. '),
    );
}

/** Marks of Markdown and HTML become signs that look like them and mean nothing. */
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
