import { shownJson } from '../shown.ts';
import { isJsonObject, type Json } from './json.ts';
import { isCurrency, type MoneyUnit, writtenMoney } from './money.ts';
import { own } from './own.ts';

/** The filters by name. */
const FILTERS = { money, date, number, list, count, entries, lines, pairs, tally, words } as const;

/**
 * A filter. `money` has the amount's unit, written in the template or declared with the value; `list` the word before the
 * last of several.
 */
export interface TemplateFilter {
  readonly name: keyof typeof FILTERS;
  readonly unit?: MoneyUnit;
  readonly locale?: string;
  readonly and?: string;
}

/** The names of filters, as in `{total|money}`. */
export const TEMPLATE_FILTERS = Object.keys(FILTERS) as readonly TemplateFilter['name'][];

/** A part of a template. `broken` renders as its own text; checked projects have none. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'path';
      readonly text: string;
      readonly path: readonly string[];
      readonly filters: readonly TemplateFilter[];
    }
  | {
      readonly kind: 'broken';
      readonly text: string;
      readonly problem: string;
      readonly unknownFilter?: string;
    };

/** The values for a template's paths. Only own properties are read. */
export interface TemplateScope {
  readonly [name: string]: Json;
}

const TOKEN = /\{\{|\}\}|\{[^{}]*\}|[{}]|[^{}]+/g;
const PATH = /^[\w-]+(?:\[\])?(?:\.[\w-]+(?:\[\])?)*$/;

/** Splits `Order {order.order_id} is {order.items[].name|list}` into its parts. `{{` and `}}` are plain braces. */
export function parseTemplate(template: string): readonly TemplatePart[] {
  return (template.match(TOKEN) ?? []).map((text): TemplatePart => {
    if (text === '{{' || text === '}}') return { kind: 'text', text: text.charAt(0) };
    if (text === '{' || text === '}') return { kind: 'broken', text, problem: `\`${text}\` stands alone` };
    return text.startsWith('{') ? parsePath(text) : { kind: 'text', text };
  });
}

function parsePath(text: string): TemplatePart {
  const [path = '', ...filters] = text
    .slice(1, -1)
    .split('|')
    .map((each) => each.trim());
  if (!PATH.test(path)) return { kind: 'broken', text, problem: `\`${text}\` is not a path` };
  const read = filters.map(parseFilter);
  const unknown = filters.find((_, index) => read[index] === undefined);
  if (unknown !== undefined) {
    return { kind: 'broken', text, problem: `unknown filter \`${unknown}\``, unknownFilter: unknown };
  }
  return { kind: 'path', text, path: path.split('.'), filters: read.filter((each) => each !== undefined) };
}

/** Parses a filter: `list`, `list und`, `date de-DE`, `money`, `money USD`, `money USD cents en-US`. */
function parseFilter(text: string): TemplateFilter | undefined {
  if (Object.hasOwn(FILTERS, text)) return { name: text as TemplateFilter['name'] };
  const [name, currency = '', ...rest] = text.split(/ +/);
  if (name === 'list' && rest.length === 0) return { name, and: currency };
  if ((name === 'date' || name === 'number') && rest.length === 0) return { name, locale: currency };
  if (name !== 'money' || !isCurrency(currency)) return undefined;
  const unit = rest[0] === 'cents' ? 'cents' : 'whole';
  const [locale, ...others] = unit === 'cents' ? rest.slice(1) : rest;
  if (others.length > 0) return undefined;
  return { name, unit: { currency, unit }, ...(locale === undefined ? {} : { locale }) };
}

/** The value at a path, or undefined. `items[]` continues with every element of a list or map. */
function resolvePath(path: readonly string[], value: Json | undefined): Json | undefined {
  const [first, ...rest] = path;
  if (first === undefined || value === undefined) return value;
  if (!first.endsWith('[]')) return resolvePath(rest, child(value, first));
  const collection = child(value, first.slice(0, -2));
  if (collection === undefined) return undefined;
  const nested = rest.some((segment) => segment.endsWith('[]'));
  return elementsOf(collection).flatMap((element) => {
    const found = resolvePath(rest, element) ?? null;
    return nested && Array.isArray(found) ? found : [found];
  });
}

/** Renders a template for people, every value through `shownValue`. Values that are not in scope are left out. */
export function renderText(template: string, scope: TemplateScope): string {
  return joined(template, (part) => valueOfPath(part, scope, shownJson));
}

function joined(template: string, read: (part: PathPart) => Json | undefined): string {
  return parseTemplate(template)
    .map((part) => (part.kind === 'path' ? textOf(read(part)) : part.text))
    .join('');
}

/** True if all values of a template are in scope. */
export function rendersWhole(template: string, scope: TemplateScope): boolean {
  return parseTemplate(template).every(
    (part) => part.kind !== 'path' || resolvePath(part.path, scope) !== undefined,
  );
}

/** Renders a template for programs: the raw value if it is exactly one path (undefined if not in scope), else its text. */
export function renderValue(template: string, scope: TemplateScope): Json | undefined {
  const [part, ...others] = parseTemplate(template);
  return part?.kind === 'path' && others.length === 0
    ? valueOfPath(part, scope)
    : joined(template, (each) => valueOfPath(each, scope));
}

type PathPart = Extract<TemplatePart, { kind: 'path' }>;

function valueOfPath(
  { path, filters }: PathPart,
  scope: TemplateScope,
  shown: (value: Json) => Json = (value) => value,
): Json | undefined {
  const found = resolvePath(path, scope);
  const value = found === undefined ? undefined : shown(found);
  return filters.reduce<Json | undefined>((each, filter) => apply(filter, each), value);
}

function child(value: Json, key: string): Json | undefined {
  if (Array.isArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined;
  return isJsonObject(value) ? own(value, key) : undefined;
}

function elementsOf(value: Json | undefined): readonly Json[] {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) && value['exists'] !== false ? Object.values(value) : [];
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return list(value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function list(value: Json | undefined, { and = 'and' }: Omit<TemplateFilter, 'name'> = {}): string {
  const texts = (Array.isArray(value) ? value : [value]).map(textOf).filter((text) => text !== '');
  return texts.length < 2 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} ${and} ${texts.at(-1)}`;
}

function apply(filter: TemplateFilter, value: Json | undefined): Json | undefined {
  return FILTERS[filter.name](value, filter);
}

/** An amount for people. Unchanged if it is no amount or has no declared unit. */
function money(
  value: Json | undefined,
  { unit, locale = 'en-US' }: Omit<TemplateFilter, 'name'>,
): Json | undefined {
  if (Array.isArray(value))
    return value.map((each) => money(each, { ...(unit && { unit }), locale }) ?? null);
  const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof amount !== 'number' || !Number.isFinite(amount) || unit === undefined) return value;
  return writtenMoney(amount, unit, locale);
}

const DAY = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+Z?)?$/;

/** A day for people. Unchanged if it is none: `2024-05-21`, with or without a time. */
function date(
  value: Json | undefined,
  { locale = 'en-US' }: Omit<TemplateFilter, 'name'> = {},
): Json | undefined {
  if (Array.isArray(value)) return value.map((each) => date(each, { locale }) ?? null);
  const day = typeof value === 'string' ? DAY.exec(value)?.[1] : undefined;
  const instant = new Date(`${day}T00:00:00Z`);
  if (day === undefined || Number.isNaN(instant.getTime())) return value;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(instant);
}

/** A number for people. Unchanged if it is none. */
function number(
  value: Json | undefined,
  { locale = 'en-US' }: Omit<TemplateFilter, 'name'> = {},
): Json | undefined {
  if (Array.isArray(value)) return value.map((each) => number(each, { locale }) ?? null);
  return typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value;
}

function count(value: Json | undefined): number {
  if (value === undefined || value === null) return 0;
  return typeof value === 'object' ? elementsOf(value).length : 1;
}

/** A map as a list of `{ key, value }`, for options. */
function entries(value: Json | undefined): Json | undefined {
  if (!isJsonObject(value) || value['exists'] === false) return value;
  return Object.entries(value).map(([key, each]) => ({ key, value: each }));
}

/** A list with a line for each element, starting on a new line. */
function lines(value: Json | undefined): string {
  return elementsOf(value)
    .map((each) => `\n- ${textOf(each)}`)
    .join('');
}

/** A map as a list of texts: `{ color: 'red', size: 'M' }` becomes `color red` and `size M`. */
function pairs(value: Json | undefined): Json | undefined {
  if (!isJsonObject(value) || value['exists'] === false) return value;
  return Object.entries(value).map(([key, each]) => `${key} ${textOf(each)}`);
}

/** A list with repetitions counted: `2 × Mug`. */
function tally(value: Json | undefined): Json | undefined {
  if (!Array.isArray(value)) return value;
  const counts = new Map<string, number>();
  for (const text of value.map(textOf)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, times]) => (times > 1 ? `${times} × ${text}` : text));
}

/** A code in words: `credit_card` becomes `Credit card`. */
function words(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((each) => words(each) ?? null);
  if (typeof value !== 'string') return value;
  const text = value.replaceAll('_', ' ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
