import type { Condition, Slot, When } from '../../core/flow.ts';
import type { FlowFrame } from '../../core/flow-memory.ts';
import type { AttributeValues, ListAttributes } from '../../core/slots/list-attribute.ts';
import type { Option } from '../../core/state.ts';
import { canonicalJson, isJsonObject, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { rendersWhole, renderText, renderValue } from '../../core/values/template.ts';
import { attributeValue } from '../../hearing/lists/attribute-value.ts';

/** The values that a flow's templates can read, by name. */
export type Scope = { [name: string]: Json };

/** True if the condition of a branch holds in this scope. */
export function branches(when: When, scope: Scope): boolean {
  if ('all' in when) return when.all.every((condition) => holds(condition, scope));
  if ('any' in when) return when.any.some((condition) => holds(condition, scope));
  return holds(when, scope);
}

/** True if a declared condition holds in this scope. A value that is no number is neither great nor small. */
export function holds(condition: Condition, scope: Scope): boolean {
  const value = renderValue(condition.value, scope);
  if (condition.empty !== undefined) return isEmpty(value) === condition.empty;
  if (condition.is !== undefined) return value === expected(condition.is, scope);
  if (condition.isNot !== undefined) return value !== expected(condition.isNot, scope);
  if (condition.atLeast !== undefined) return typeof value === 'number' && value >= condition.atLeast;
  if (condition.atMost !== undefined) return typeof value === 'number' && value <= condition.atMost;
  return condition.in?.some((item) => item === value) ?? false;
}

/** The value to compare with; it may be a path: `{item.item_id}`. */
function expected(declared: string | number | boolean, scope: Scope): Json | undefined {
  return typeof declared === 'string' ? renderValue(declared, scope) : declared;
}

/** The options of a slot from a list or map in scope. */
export function listOptions(from: NonNullable<Slot['from']>, scope: Scope): readonly Option[] {
  return elements(renderValue(from.list, scope)).flatMap((element) => {
    const inner: Scope = { ...scope, ...(isJsonObject(element) ? element : { value: element }) };
    if (!from.where.every((condition) => holds(condition, inner))) return [];
    const option = {
      label: labelOf([from.label].flat(), inner),
      value: renderValue(from.value, inner) ?? null,
    };
    const attributes = from.attributes && { attributes: attributesOf(from.attributes, inner) };
    return [{ ...option, element, ...attributes }];
  });
}

function attributesOf(declared: ListAttributes, scope: Scope): AttributeValues {
  const values = Object.entries(declared).flatMap(([name, attribute]) => {
    const value = attributeValue(attribute, renderValue(attribute.value, scope) ?? null);
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(values);
}

/** The options that no denial has refused in this flow. */
export function offered(options: readonly Option[], { refused }: FlowFrame, key: string): readonly Option[] {
  const before = new Set(own(refused, key)?.map(canonicalJson));
  return options.filter(({ element }) => !before.has(canonicalJson(element)));
}

/** The first label whose values are all in scope, else the last. */
function labelOf(labels: readonly string[], scope: Scope): string {
  const complete = labels.find((label) => rendersWhole(label, scope));
  return renderText(complete ?? labels.at(-1) ?? '', scope);
}

/** The elements of a list or map, in order; none for other values. */
export function elements(value: Json | undefined): readonly Json[] {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) && value['exists'] !== false ? Object.values(value) : [];
}

/** True if every element of an earlier choice is still an option. */
export function stillOffered(chosen: Json, options: readonly Option[]): boolean {
  const offered = new Set(options.map(({ element }) => canonicalJson(element)));
  return (Array.isArray(chosen) ? chosen : [chosen]).every((element) => offered.has(canonicalJson(element)));
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '' || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && (value['exists'] === false || Object.keys(value).length === 0);
}
