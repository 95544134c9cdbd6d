import { NOT_FOUND } from '../../core/tool.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { isAbsent, isUnreadable, type Unreadable, unreadable } from '../schemas/fact-values.ts';
import type { Binding, FactSource } from '../schemas/facts-schema.ts';
import { pathSteps, valueAt } from '../schemas/path.ts';

/** Runs a read tool for a record. It may throw, hang or return a wrong shape. */
export type ReadRecord = (tool: string, args: JsonObject) => Promise<Json>;
/** A fact by name, read once. */
export type Lookup = (name: string) => Promise<Json | Unreadable>;

type RecordSource = Extract<FactSource, { from: 'record' }>;
type Bound = readonly [argument: string, binding: Binding, value: Json | Unreadable];

/** Reads the record, or the list of records, that a fact's bindings name. */
export async function readRecords(
  { tool, with: bindings }: RecordSource,
  lookup: Lookup,
  record: ReadRecord,
): Promise<Json | Unreadable> {
  const bound = await Promise.all(
    Object.entries(bindings).map(
      async ([argument, binding]): Promise<Bound> => [
        argument,
        binding,
        bind(binding, await lookup(binding.fact)),
      ],
    ),
  );
  const gap = bound.map(([, , value]) => value).find(isUnreadable);
  if (gap !== undefined) return gap;
  // Without an id there is no record.
  if (bound.some(([, , value]) => value === null || isAbsent(value))) return NOT_FOUND;
  const args = Object.fromEntries(bound.map(([argument, , value]) => [argument, value])) as JsonObject;
  const each = bound.find(([, binding]) => binding.each)?.[0];
  return each === undefined ? record(tool, args) : readEach(each, args, (one) => record(tool, one));
}

async function readEach(
  argument: string,
  args: JsonObject,
  record: (args: JsonObject) => Promise<Json>,
): Promise<Json | Unreadable> {
  const list = own(args, argument);
  if (!Array.isArray(list))
    return unreadable(
      'fact_ill_typed',
      `\`${argument}\` is bound to each entry of something that is not a list`,
    );
  return Promise.all(list.map((entry: Json) => record({ ...args, [argument]: entry })));
}

function bind({ fact, path }: Binding, value: Json | Unreadable): Json | Unreadable {
  if (isUnreadable(value) || isAbsent(value)) return value;
  return (
    valueAt(value, pathSteps(path)) ??
    (valueAt(value, pathSteps(path)) === null
      ? null
      : unreadable('fact_missing', `\`${fact}\` has no \`${path}\``))
  );
}
