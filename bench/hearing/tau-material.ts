import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProposedAction } from '../../core/action.ts';
import type { JsonObject } from '../../core/values/json.ts';

interface RecordedMessage {
  readonly role: string;
  readonly content: string | null;
  readonly tool_calls?: readonly {
    readonly function: { readonly name: string; readonly arguments: string };
  }[];
}

/** A published task: the actions that are right for it. */
export interface Task {
  readonly id: string;
  readonly gold_actions: readonly ProposedAction[];
}

export interface Item {
  readonly item_id: string;
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
}

interface Order {
  readonly user_id: string;
  readonly status: string;
  readonly items: readonly Item[];
  readonly payment_history: readonly { readonly payment_method_id: string }[];
}

interface User {
  readonly name: { readonly first_name: string; readonly last_name: string };
  readonly address: { readonly zip: string };
  readonly email: string;
  readonly payment_methods: Readonly<
    Record<string, { readonly source: string; readonly brand?: string; readonly last_four?: string }>
  >;
}

export interface Shop {
  readonly orders: Readonly<Record<string, Order>>;
  readonly users: Readonly<Record<string, User>>;
}

/** The words of a recorded customer: all their messages, and the one before each call of a tool. */
export interface Recorded {
  readonly said: readonly string[];
  readonly before: readonly { readonly call: ProposedAction; readonly message: string }[];
}

export interface Material {
  readonly tasks: readonly Task[];
  readonly shop: Shop;
  /** By task. */
  readonly recorded: ReadonlyMap<string, readonly Recorded[]>;
}

/** Reads the published retail tasks and the conversations recorded for them. */
export function readMaterial(folder: string): Material {
  const json = <T>(file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;
  const runs = ['retail-1', 'retail-2'].flatMap((name) =>
    readFileSync(join(folder, 'runs', `${name}.jsonl`), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map(
        (line) =>
          JSON.parse(line) as { readonly task_id: number; readonly messages: readonly RecordedMessage[] },
      ),
  );
  const recorded = new Map<string, Recorded[]>();
  for (const { task_id, messages } of runs) {
    const known = recorded.get(String(task_id)) ?? [];
    recorded.set(String(task_id), [...known, recordedOf(messages)]);
  }
  return { tasks: json('tau/retail/tasks.json'), shop: json('tau/retail/db.json'), recorded };
}

function recordedOf(messages: readonly RecordedMessage[]): Recorded {
  const said: string[] = [];
  const before: { call: ProposedAction; message: string }[] = [];
  for (const { role, content, tool_calls = [] } of messages) {
    if (role === 'user' && content !== null) said.push(content);
    for (const { function: call } of tool_calls ?? [])
      before.push({
        call: { name: call.name, arguments: parsed(call.arguments) },
        message: said.at(-1) ?? '',
      });
  }
  return { said, before };
}

function parsed(text: string): JsonObject {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return {};
  }
}
