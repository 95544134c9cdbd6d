import type { World } from '../../core/ports/records.ts';
import { isJsonObject, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';

/**
 * Compares records with the shapes of an agent's demo records. Returns why they do not fit; null if they do.
 *
 * They fit if most of the agent's collections are there, and each record has the fields that all demo records have.
 * An agent without demo records fits no file.
 */
export function differenceOf(world: World, demo: World): string | null {
  const collections = Object.keys(demo);
  const missing = collections.filter((name) => !Object.hasOwn(world, name));
  if (collections.length === 0) return 'it has no demo records to compare with';
  if (missing.length * 2 >= collections.length)
    return `there is no ${missing.map((name) => `\`${name}\``).join(', ')}`;
  const [problem = null] = collections.flatMap((name) =>
    differences(name, own(world, name) ?? {}, own(demo, name) ?? {}),
  );
  return problem;
}

type Records = World[string];

/** The first record that lacks a field, as a list of at most one. */
function differences(collection: string, records: Records, demo: Records): readonly string[] {
  const fields = commonFields(Object.values(demo));
  for (const [id, record] of Object.entries(records)) {
    const at = `record \`${id}\` of \`${collection}\``;
    if (!isJsonObject(record)) return [`${at} is no object`];
    const wrong = [...fields].find(([name, kind]) => kindOf(own(record, name)) !== kind);
    if (wrong) return [`in ${at}, \`${wrong[0]}\` is not ${wrong[1]}`];
  }
  return [];
}

/** The fields that all demo records have, with the one kind of value that each has. */
function commonFields(records: readonly Json[]): ReadonlyMap<string, string> {
  const [first, ...others] = records.filter(isJsonObject);
  const fields = Object.entries(first ?? {}).map(([name, value]) => [name, kindOf(value)] as const);
  return new Map(
    fields.filter(([name, kind]) => others.every((record) => kindOf(own(record, name)) === kind)),
  );
}

function kindOf(value: Json | undefined): string {
  if (Array.isArray(value)) return 'a list';
  return isJsonObject(value)
    ? 'an object'
    : value === undefined
      ? 'there'
      : value === null
        ? 'null'
        : `a ${typeof value}`;
}
