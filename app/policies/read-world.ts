import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { jsonFault } from '../../config/read/json-fault.ts';
import { AgentError } from '../../core/errors.ts';
import type { World } from '../../core/ports/records.ts';
import { isJsonObject } from '../../core/values/json.ts';

/** Reads a file of records, `{collection: {id: record}}`. Rejects with `REQUEST_INVALID`, which names the place. */
export async function readWorld(file: string): Promise<World> {
  if (!existsSync(file)) throw new AgentError('REQUEST_INVALID', `there is no file \`${file}\``);
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new AgentError('REQUEST_INVALID', `cannot read \`${file}\``, { cause: error });
  });
  const world = parsed(file, text);
  if (!isJsonObject(world)) throw notAWorld(file, 'it is no object');
  for (const [collection, records] of Object.entries(world))
    if (!isJsonObject(records))
      throw notAWorld(file, `\`${collection}\` is no object of records by their ids`);
  return world as World;
}

function parsed(file: string, text: string): unknown {
  const fault = jsonFault(text);
  if (!fault) return JSON.parse(text);
  const before = text.slice(0, fault.offset).split('\n');
  const place = `${before.length}:${(before.at(-1) ?? '').length + 1}`;
  throw new AgentError('REQUEST_INVALID', `\`${file}\` is not JSON: ${place} ${fault.message}`);
}

const notAWorld = (file: string, why: string) =>
  new AgentError('REQUEST_INVALID', `\`${file}\` is not \`{collection: {id: record}}\`: ${why}`);
