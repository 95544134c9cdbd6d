import type { Finally } from '../../config/schemas/scenario-schema.ts';
import type { ProposedAction } from '../../core/action.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import { holds } from './holds.ts';
import type { Mismatch } from './results.ts';
import { says } from './turn-mismatches.ts';

/** The result of a scenario: executed actions and records. */
export interface ScenarioEnd {
  /** Executed actions with effects, in order. */
  readonly executed: readonly ProposedAction[];
  readonly replies: readonly string[];
  /** Reads a record by a tool without effects. */
  readonly read: (tool: string, args: JsonObject) => Promise<Json>;
}

/** The unmet expectations after the last turn. */
export async function endMismatches(end: Finally, left: ScenarioEnd): Promise<readonly Mismatch[]> {
  const records = await Promise.all(end.records.map((record) => checkRecord(record, left)));
  return [...checkExecuted(end, left), ...records.flat(), ...checkReplies(end, left)];
}

function checkExecuted({ executed: wanted }: Finally, { executed }: ScenarioEnd): readonly Mismatch[] {
  if (wanted === undefined) return [];
  const alike =
    wanted.length === executed.length &&
    wanted.every(({ name, arguments: args }, index) => {
      const action = executed[index];
      return action?.name === name && holds(action.arguments, args as JsonObject);
    });
  if (alike) return [];
  return [{ what: 'finally.executed', expected: listed(wanted), actual: listed(executed) }];
}

async function checkRecord(
  { read, with: args, has }: Finally['records'][number],
  left: ScenarioEnd,
): Promise<readonly Mismatch[]> {
  const call = `${read} ${JSON.stringify(args)}`;
  const expected = `${call} has ${JSON.stringify(has)}`;
  try {
    const record = await left.read(read, args as JsonObject);
    if (holds(record, has as JsonObject)) return [];
    return [{ what: 'finally.records', expected, actual: JSON.stringify(partOf(record, has as JsonObject)) }];
  } catch (error) {
    // An error of the tool is a finding about this scenario only.
    return [{ what: 'finally.records', expected, actual: String(error) }];
  }
}

/** The actual values of the expected keys, so that a long record does not hide the difference. */
function partOf(record: Json, has: JsonObject): Json {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return record;
  const keys = Object.keys(has);
  const found = Object.entries(record).filter(([key]) => keys.includes(key));
  return found.length > 0 ? Object.fromEntries(found) : record;
}

function checkReplies({ never }: Finally, { replies }: ScenarioEnd): readonly Mismatch[] {
  return never.flatMap((phrase) => {
    const said = replies.find((reply) => says(reply, phrase));
    return said === undefined
      ? []
      : [{ what: 'finally.never', expected: `in no reply: ${phrase}`, actual: said }];
  });
}

const listed = (actions: readonly { readonly name: string; readonly arguments: object }[]): string =>
  actions.map(({ name, arguments: args }) => `${name} ${JSON.stringify(args)}`).join('; ') || 'none';
