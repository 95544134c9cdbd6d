import { z } from 'zod';
import type { Flow, Slot } from '../../core/flow.ts';
import type { FlowFunctions, Tool } from '../../core/tool.ts';
import { moneyUnitsOf } from '../../core/values/money.ts';
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

/** The flows with currency, unit and locale filled in at each `|money`, from the declarations of the values. */
export function withDeclaredUnits(
  flows: Flows,
  { locale, ...declaring }: Declaring & { readonly locale: string },
): Flows {
  const shapesIn = (name: string) => flowShapes(reachFlow(name, flows), flows, declaring);
  const everywhere = [...flows.keys()].flatMap((name) => [...shapesIn(name)]);
  return new Map(
    [...flows].map(([name, flow]) => {
      // A flow that others run may read names that only they give.
      const names: Names = new Map([...everywhere, ...shapesIn(name)]);
      const slots = Object.entries(flow.slots).map(([key, slot]) => [key, slotInUnits(slot, names, locale)]);
      const steps = inUnits(flow.steps, (text) => textInUnits(text, names, locale));
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

function slotInUnits(slot: Slot, names: Names, locale: string): Slot {
  const { from, ...rest } = slot;
  const outside = inUnits(rest, (text) => textInUnits(text, names, locale));
  if (!from) return outside;
  const known = optionNames(from, names);
  return { ...outside, from: inUnits(from, (text) => textInUnits(text, known, locale)) };
}

/** Applies `change` to every text inside the value. */
function inUnits<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((each) => inUnits(each, change)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inUnits(each, change)])) as T;
}

function textInUnits(text: string, names: Names, locale: string): string {
  if (!text.includes('money')) return text;
  return parseTemplate(text)
    .map((part) => {
      if (part.kind !== 'path') return part.kind === 'text' ? part.text.replace(/[{}]/g, '$&$&') : part.text;
      const [declared, ...others] = moneyUnitsOf(shapeOfPath(part.path, names));
      const filters = part.filters.map(({ name, unit, locale: own }) => {
        const known = unit ?? (others.length === 0 ? declared : undefined);
        return name === 'money' && known ? inFull({ name, unit: known, locale: own ?? locale }) : name;
      });
      return `{${[part.path.join('.'), ...filters].join('|')}}`;
    })
    .join('');
}

const inFull = ({ name, unit, locale }: Required<TemplateFilter>): string =>
  [name, unit.currency, ...(unit.unit === 'cents' ? ['cents'] : []), locale].join(' ');
