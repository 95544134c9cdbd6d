import { z } from 'zod';
import type { Flow, Slot } from '../../core/flow.ts';
import type { FlowFunctions, Tool } from '../../core/tool.ts';
import { type MoneyUnit, moneyUnitsOf } from '../../core/values/money.ts';
import { type MoneyKeys, moneyKeys } from '../../core/values/money-keys.ts';
import { parseTemplate, type TemplateFilter } from '../../core/values/template.ts';
import { flowShapes, optionNames, shapeOfPath } from '../schemas/flow-shapes.ts';
import { reachFlow } from '../schemas/reach-flow.ts';

type Names = Parameters<typeof shapeOfPath>[1];
type Flows = ReadonlyMap<string, Flow>;

interface Declaring {
  readonly tools: ReadonlyMap<string, Tool>;
  readonly functions: FlowFunctions;
}

/** The way an agent writes values: its locale, and the word before the last of several. */
export interface Writing {
  readonly locale: string;
  readonly and: string;
}

/**
 * The flows with currency, unit and locale filled in at each `|money`, from the declarations of the values, and with the
 * locale and the word of the agent at each `|date`, `|number` and `|list`.
 */
export function withDeclaredUnits(flows: Flows, { locale, and, ...declaring }: Declaring & Writing): Flows {
  const writing = { locale, and };
  const shapesIn = (name: string) => flowShapes(reachFlow(name, flows), flows, declaring);
  const everywhere = [...flows.keys()].flatMap((name) => [...shapesIn(name)]);
  return new Map(
    [...flows].map(([name, flow]) => {
      // A flow that others run may read names that only they give.
      const names: Names = new Map([...everywhere, ...shapesIn(name)]);
      const slots = Object.entries(flow.slots).map(([key, slot]) => [key, slotInUnits(slot, names, writing)]);
      const steps = inUnits(flow.steps, (text) => textInUnits(text, names, writing));
      return [name, { ...flow, slots: Object.fromEntries(slots), steps } as Flow];
    }),
  );
}

/** The keys under which tools, functions and slots declare money. */
export function declaredAmounts(flows: Flows, { tools, functions }: Declaring): MoneyKeys {
  const slots = [...flows.values()].flatMap(({ slots: own }) =>
    Object.entries(own).flatMap(([name, { currency, unit }]) =>
      currency === undefined ? [] : [z.object({ [name]: z.string().meta({ currency, unit }) })],
    ),
  );
  const declared = [...tools.values(), ...Object.values(functions)];
  const values = declared.flatMap(({ input, output }) => (output ? [input, output] : [input]));
  return moneyKeys([...slots, ...values]);
}

function slotInUnits(slot: Slot, names: Names, writing: Writing): Slot {
  const { from, ...rest } = slot;
  const outside = inUnits(rest, (text) => textInUnits(text, names, writing));
  if (!from) return outside;
  const known = optionNames(from, names);
  return { ...outside, from: inUnits(from, (text) => textInUnits(text, known, writing)) };
}

/** Applies `change` to every text inside the value. */
function inUnits<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((each) => inUnits(each, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inUnits(each, change)])) as T;
}

/** Filters after which a value is a text. */
const MAKES_TEXT: ReadonlySet<string> = new Set(['list', 'lines', 'count']);

function textInUnits(text: string, names: Names, writing: Writing): string {
  const isEnglish = writing.and === 'and';
  if (!text.includes('{') || (isEnglish && !/money|date|number/.test(text))) return text;
  const parts = parseTemplate(text);
  return parts
    .map((part) => {
      if (part.kind !== 'path') return part.kind === 'text' ? part.text.replace(/[{}]/g, '$&$&') : part.text;
      const [declared, ...others] = moneyUnitsOf(shapeOfPath(part.path, names));
      const filters = part.filters.map((filter) =>
        written(filter, others.length === 0 ? declared : undefined, writing),
      );
      // Inside a text, a list that no filter makes a text of is joined too.
      const isInside = !isEnglish && parts.length > 1 && !MAKES_TEXT.has(part.filters.at(-1)?.name ?? '');
      return `{${[part.path.join('.'), ...filters, ...(isInside ? [`list ${writing.and}`] : [])].join('|')}}`;
    })
    .join('');
}

/** A filter with all that it needs to be applied. */
function written(
  { name, unit, locale: own, and }: TemplateFilter,
  declared: MoneyUnit | undefined,
  writing: Writing,
): string {
  const locale = own ?? writing.locale;
  if (name === 'list') return `${name} ${and ?? writing.and}`;
  if (name === 'date' || name === 'number') return `${name} ${locale}`;
  const known = unit ?? declared;
  return name === 'money' && known ? inFull(name, known, locale) : name;
}

const inFull = (name: string, { currency, unit }: MoneyUnit, locale: string): string =>
  [name, currency, ...(unit === 'cents' ? ['cents'] : []), locale].join(' ');
