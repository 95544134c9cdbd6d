import { z } from 'zod';
import type { Flow, FlowStep, Invocation, Slot } from '../../core/flow.ts';
import type { FlowFunction, FlowFunctions, Tool } from '../../core/tool.ts';
import { own } from '../../core/values/own.ts';
import { parseTemplate } from '../../core/values/template.ts';
import {
  ANYTHING,
  elementsOf,
  entriesOf,
  fieldsOf,
  listOf,
  type Shape,
  shapeInside,
  TEXT,
} from '../../core/values/value-shape.ts';
import { patternGroups, patternProblem } from './check-pattern.ts';
import { listShape, valueSlots } from './list-shapes.ts';
import { allSteps, type FlowReach } from './reach-flow.ts';

/** The declarations that give steps their results; undefined if the toolset could not be loaded. */
interface Declared {
  readonly tools: ReadonlyMap<string, Tool> | undefined;
  readonly functions: FlowFunctions | undefined;
}

type Names = ReadonlyMap<string, Shape>;

/** Rounds of inference: a name may be made from names that are made from names. No flow goes deeper. */
const ROUNDS = 4;

/** The shape of each name of a flow, as far as tools and slots declare it. */
export function flowShapes(
  reach: FlowReach,
  flows: ReadonlyMap<string, Flow>,
  declared: Declared,
  session: Shape = ANYTHING,
): Names {
  const steps = [...reach.flows].flatMap((name) => allSteps(flows.get(name)?.steps ?? []));
  let names: Names = new Map();
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = new Map<string, Shape>([['session', session]]);
    for (const [name, { slot }] of reach.slots) next.set(name, shapeOfSlot(name, slot, reach, names));
    for (const [name, shape] of steps.flatMap((step) => givenBy(step, names, declared)))
      next.set(name, [...new Set([...(next.get(name) ?? []), ...shape])]);
    names = next;
  }
  return names;
}

/** The shape at a template's path; `ANYTHING` if its first name is declared nowhere. */
export function shapeOfPath(path: readonly string[], names: Names): Shape {
  const [first = '', ...rest] = path;
  const root = names.get(first.replace(/\[\]$/, '')) ?? ANYTHING;
  return rest.reduce(shapeInside, first.endsWith('[]') ? elementsOf(root) : root);
}

/** The shape of a template's value: that of its only path, else a text. */
function shapeOfTemplate(template: string, names: Names): Shape {
  const [part, ...others] = parseTemplate(template);
  if (part?.kind !== 'path' || others.length > 0) return TEXT;
  const found = shapeOfPath(part.path, names);
  const whole = part.path.some((segment) => segment.endsWith('[]'))
    ? listOf(found.length > 0 ? found : ANYTHING)
    : found;
  return part.filters.reduce((shape, { name }): Shape => {
    if (name === 'entries')
      return shape.length > 0 && elementsOf(shape).length > 0 ? entriesOf(shape) : ANYTHING;
    if (name === 'count') return [z.int()];
    return name === 'list' || name === 'lines' ? TEXT : ANYTHING;
  }, whole);
}

/** The shape of a declared argument's value. */
export function shapeOfArgument(value: Invocation['with'][string], names: Names): Shape {
  if (Array.isArray(value)) return listOf(orAnything(value.flatMap((each) => shapeOfTemplate(each, names))));
  return typeof value === 'string' ? shapeOfTemplate(value, names) : [z.literal(value)];
}

/** The names in the templates of a slot's options: the fields of an element hide the names around it. */
export function optionNames(from: NonNullable<Slot['from']>, names: Names): Names {
  const element = elementsOf(shapeOfTemplate(from.list, names));
  const fields = fieldsOf(element) ?? rootsOf(from);
  const own = fields.map((name): [string, Shape] => [name, shapeInside(element, name)]);
  const plain: readonly [string, Shape][] = fields.length === 0 ? [['value', element]] : [];
  return new Map<string, Shape>([...names, ...plain, ...own]);
}

/** The first names in the templates. If the element is undeclared, each of them may be a field of it. */
function rootsOf({ value, label, where, attributes = {} }: NonNullable<Slot['from']>): readonly string[] {
  const compared = Object.values(attributes).map((attribute) => attribute.value);
  const templates = [value, ...[label].flat(), ...where.map((condition) => condition.value), ...compared];
  return templates
    .flatMap(parseTemplate)
    .flatMap((part) => (part.kind === 'path' ? [part.path[0]?.replace(/\[\]$/, '') ?? ''] : []));
}

function shapeOfSlot(name: string, slot: Slot, { slots }: FlowReach, names: Names): Shape {
  const shape = slotShape(slot, names);
  if (!slot.many) return shape;
  return listShape(
    shape,
    valueSlots(name, slots).map(([each, value]) => [each, slotShape(value, names)]),
  );
}

function slotShape(slot: Slot, names: Names): Shape {
  if (slot.from) {
    const element = elementsOf(shapeOfTemplate(slot.from.list, names));
    return slot.from.many && element.length > 0 ? listOf(element) : element;
  }
  return slot.type === 'id' ? idShape(slot.pattern) : typedShape(slot);
}

/** The shape of the values that a slot's type reads. */
function typedShape({ type, choices, currency, unit = 'whole' }: Slot): Shape {
  switch (type) {
    case 'choice':
      return [z.literal((choices ?? []).map(({ value }) => value))];
    case 'number':
      return [z.number().meta({ fraction: true })];
    case 'integer':
      return [z.int()];
    case 'money':
      return [
        unit === 'cents'
          ? z.int().meta({ currency, unit })
          : z.number().meta({ currency, unit, fraction: true }),
      ];
    case 'yes-no':
      return [z.boolean()];
    case 'person-name':
      return [textFields(['first', 'last'])];
    case 'address':
      return [textFields(['address1', 'address2', 'city', 'state', 'zip', 'country'])];
    default:
      return TEXT;
  }
}

function idShape(pattern: string | undefined): Shape {
  const groups = groupNames(pattern);
  if (groups === undefined) return ANYTHING;
  return groups.length > 0 ? [textFields(groups)] : TEXT;
}

const textFields = (names: readonly string[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.string()])));

/** The named groups of a pattern; undefined if it does not compile. */
function groupNames(pattern: string | undefined): readonly string[] | undefined {
  if (pattern === undefined) return [];
  return patternProblem(pattern) ? undefined : patternGroups(pattern).names;
}

function givenBy(
  step: FlowStep,
  names: Names,
  { tools, functions }: Declared,
): readonly (readonly [string, Shape])[] {
  if ('each' in step) {
    const collected = Object.entries(step.collect).map(
      ([name, template]) => [name, listOf(collectedShape(template, names))] as const,
    );
    return [[step.as, elementsOf(shapeOfTemplate(step.each, names))], ...collected];
  }
  if ('compute' in step) {
    const output = own<FlowFunction>(functions, step.compute.function)?.output;
    return [[step.compute.as, output ? [output] : ANYTHING]];
  }
  const invocation = 'lookup' in step ? step.lookup : 'call' in step ? step.call : undefined;
  if (invocation?.as === undefined) return [];
  const output = tools?.get(invocation.tool)?.output;
  return [[invocation.as, output ? [output] : ANYTHING]];
}

function collectedShape(template: string | Record<string, string>, names: Names): Shape {
  if (typeof template === 'string') return orAnything(shapeOfTemplate(template, names));
  const fields = Object.entries(template).map(
    ([key, each]) => [key, z.union(orAnything(shapeOfTemplate(each, names)) as [z.ZodType])] as const,
  );
  return [z.object(Object.fromEntries(fields))];
}

const orAnything = (shape: Shape): Shape => (shape.length > 0 ? shape : ANYTHING);
