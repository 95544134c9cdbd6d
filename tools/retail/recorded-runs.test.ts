import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { memoryRecords } from '../../adapters/records/memory-records.ts';
import type { World } from '../../core/ports/records.ts';
import { NOT_FOUND, NotDone } from '../../core/tool.ts';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../../core/values/json.ts';
import { retailTools } from './retail-tools.ts';

const BENCH = process.env['TRESTLE_BENCH'] ?? join(import.meta.dirname, '../../../shared/bench');
const missing = !existsSync(join(BENCH, 'runs'));

interface RecordedCall {
  readonly name: string;
  readonly arguments: string;
  readonly result: string;
}

interface RecordedMessage {
  readonly role: string;
  readonly content: string | null;
  readonly tool_call_id?: string;
  readonly tool_calls?:
    | readonly {
        readonly id: string;
        readonly function: { readonly name: string; readonly arguments: string };
      }[]
    | null;
}

function callsOf(messages: readonly RecordedMessage[]): readonly RecordedCall[] {
  const open = new Map<string, { readonly name: string; readonly arguments: string }>();
  return messages.flatMap((message) => {
    for (const call of message.tool_calls ?? []) open.set(call.id, call.function);
    const call = message.role === 'tool' ? open.get(message.tool_call_id ?? '') : undefined;
    return call ? [{ ...call, result: message.content ?? '' }] : [];
  });
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Numbers to the cent: the recording sums floating point dollars. */
function inCents(value: Json): Json {
  if (typeof value === 'number') return Math.round(value * 100) / 100;
  if (Array.isArray(value)) return value.map(inCents);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inCents(item)]));
}

/** The recording's result in our terms. */
function expected({ name, result }: RecordedCall): Json {
  if (result.startsWith('Error')) return /^(get|find)_/.test(name) ? NOT_FOUND : 'refused';
  return /^(get|list|cancel|modify|return|exchange)_/.test(name) ? inCents(parsed(result) ?? null) : result;
}

/** Our tool's answer, in cents; a refusal is `refused`. */
async function ours(
  tools: ReturnType<typeof retailTools>,
  name: string,
  args: JsonObject,
  key: string,
): Promise<Json> {
  const tool = tools.find((candidate) => candidate.name === name);
  try {
    const call = { key, now: new Date(0), signal: new AbortController().signal };
    return inCents((await tool?.run(args, call)) ?? 'no such tool');
  } catch (error) {
    if (error instanceof NotDone) return 'refused';
    throw error;
  }
}

/** The order that a call swaps an item of for itself; our policy asks for a different variant. */
function swapsForItself(args: JsonObject): Json | undefined {
  const [old, replacement] = [args['item_ids'], args['new_item_ids']];
  if (!Array.isArray(old) || !Array.isArray(replacement)) return undefined;
  return old.some((item, number) => item === replacement[number]) ? args['order_id'] : undefined;
}

type Kind =
  | 'equal'
  | 'arguments are not JSON'
  | 'swaps an item for itself'
  | 'after such a swap'
  | 'unexplained';

async function replay(world: World, calls: readonly RecordedCall[]): Promise<readonly Kind[]> {
  const tools = retailTools(memoryRecords(world));
  const swapped = new Set<Json | undefined>();
  const kinds: Kind[] = [];
  for (const [number, call] of calls.entries()) {
    const args = parsed(call.arguments);
    if (!isJsonObject(args)) {
      kinds.push('arguments are not JSON');
      continue;
    }
    const result = await ours(tools, call.name, args, String(number));
    const swap = swapsForItself(args);
    if (canonicalJson(result) === canonicalJson(expected(call))) kinds.push('equal');
    else if (swap) kinds.push('swaps an item for itself');
    else kinds.push(swapped.has(args['order_id']) ? 'after such a swap' : 'unexplained');
    swapped.add(swap);
  }
  return kinds;
}

describe.skipIf(missing)(
  `recorded tool results${missing ? ' (skipped: TRESTLE_BENCH holds no runs)' : ''}`,
  () => {
    test('are ours, but where a recording swaps an item for itself', async () => {
      const world = JSON.parse(readFileSync(join(BENCH, 'tau/retail/db.json'), 'utf8')) as World;
      const counts: Partial<Record<Kind, number>> = {};
      for (const file of ['runs/retail-1.jsonl', 'runs/retail-2.jsonl']) {
        for (const line of readFileSync(join(BENCH, file), 'utf8').trim().split('\n')) {
          const { messages } = JSON.parse(line) as { messages: RecordedMessage[] };
          for (const kind of await replay(world, callsOf(messages))) counts[kind] = (counts[kind] ?? 0) + 1;
        }
      }
      expect(counts).toEqual({
        equal: 1560,
        'arguments are not JSON': 99,
        'swaps an item for itself': 8,
        'after such a swap': 2,
      });
    });
  },
);
