import { z } from 'zod';
import type { Tool } from './tool.ts';
import type { Json, JsonObject } from './values/json.ts';
import { own } from './values/own.ts';
import { type SchemaFault, schemaFaults } from './values/schema-faults.ts';
import { alternatives, definitionOf } from './values/schema-walk.ts';
import { ARGUMENTS_LIMIT, jsonSize } from './values/size-limits.ts';

/** The faults of these arguments against the tool's schema; empty if they fit. */
export function argumentMismatches({ input }: Pick<Tool, 'input'>, args: JsonObject): readonly SchemaFault[] {
  const size = jsonSize(args);
  if (size > ARGUMENTS_LIMIT)
    return [{ path: '', message: `${size} characters as JSON, and ${ARGUMENTS_LIMIT} at most are taken` }];
  const parsed = input.strict().safeParse(args);
  return parsed.success ? [] : schemaFaults(parsed.error.issues, args);
}

/** The faults of arguments of which some are not known yet; empty if the given ones fit. */
export function givenMismatches({ input }: Pick<Tool, 'input'>, args: JsonObject): readonly SchemaFault[] {
  // Made of the fields alone: a check of the whole needs all of them.
  return argumentMismatches({ input: z.object(input.shape).partial() }, args);
}

/** The arguments as `run` gets them: a text is the number that it says where the tool declares `z.coerce.number()`. */
export function withNumbers({ input }: Pick<Tool, 'input'>, args: JsonObject): JsonObject {
  const read = ([key, value]: [string, Json]) => {
    const schema = own(input.shape, key);
    return [key, schema && readsNumbers(schema) && saysNumber(value) ? Number(value) : value];
  };
  return Object.fromEntries(Object.entries(args).map(read));
}

const readsNumbers = (schema: z.core.$ZodType) =>
  alternatives(schema)
    .map(definitionOf)
    .every(({ type, coerce }) => type === 'number' && coerce);

const saysNumber = (value: Json) =>
  typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));

/** The JSON schema of a tool's arguments. */
export function argumentsSchema({ input }: Pick<Tool, 'input'>): JsonObject {
  const { $schema: _schema, ...schema } = z.toJSONSchema(input, { io: 'input' });
  return schema as JsonObject;
}
