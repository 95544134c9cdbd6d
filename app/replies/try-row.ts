import type { ProposedAction } from '../../core/action.ts';
import type { Judge } from '../../core/ports/judge.ts';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { identifiedAs } from '../../nodes/gate/identified-as.ts';
import { policyJudge } from '../../rules/judge/policy-judge.ts';
import type { NamedTool } from '../../saying/possible/meant-tools.ts';
import { possibleClaims } from '../../saying/possible/possible-claims.ts';
import { trialOf } from '../../saying/possible/trial-of.ts';
import type { Trial, TriedClaim } from '../../saying/possible/tried-claims.ts';
import { tryClaims } from '../../saying/possible/try-claims.ts';
import type { PolicyHarness } from '../measure/policy-harness.ts';
import type { ReplyRow } from './reply-rows.ts';

export interface RowTrials extends Pick<PolicyHarness, 'policy' | 'computed'> {
  readonly now: Date;
  readonly tools: readonly NamedTool[];
  readonly identity: {
    readonly as: string;
    readonly tools: readonly string[];
    /** The identity tools' argument that is the customer's id; null if they return it. */
    readonly argument: string | null;
  };
}

/** Judges what a reply of a row says is possible, by the records that the row has read. */
export async function tryRow(
  row: ReplyRow,
  records: readonly Json[],
  { policy, computed, now, tools, identity }: RowTrials,
): Promise<readonly TriedClaim[]> {
  const claims = possibleClaims(row.reply, tools, records);
  if (claims.length === 0) return [];
  const judge = policyJudge({
    policy: () => policy,
    computed,
    read: async (tool, args) => recordOf(row, tool, args),
    timeoutMs: 1000,
  });
  const session = sessionOf(row, identity);
  const history = row.executed.map(({ name, arguments: args }) => ({ name, arguments: args }));
  return tryClaims(claims, async (action) => known(await tried(judge, action, { session, history, now })));
}

type Given = Pick<Parameters<Judge['judge']>[0], 'session' | 'history' | 'now'>;

const tried = async (judge: Judge, action: ProposedAction, given: Given): Promise<Trial> =>
  trialOf(
    await judge.judge({
      action,
      ...given,
      approved: false,
      partial: true,
      signal: new AbortController().signal,
    }),
  );

/** A record that the row did not read is not known here; in a conversation it would be read. */
const known = (trial: Trial): Trial => (trial.verdict === 'failed' ? { verdict: 'open' } : trial);

/** The session of a row: the customer, if the row has identified one. */
function sessionOf({ read }: ReplyRow, { as, tools, argument }: RowTrials['identity']): JsonObject {
  const customer = read
    .filter(({ name }) => tools.includes(name))
    .map(({ name, arguments: args, result }) => identifiedAs({ name, arguments: args }, result, argument))
    // A recorded failure is a sentence.
    .find((id) => id !== null && !/\s/.test(id));
  return { user_confirmed: false, ...(customer ? { [as]: customer } : {}) };
}

/** The newest state of a record: as it was read, or as an action left it. */
function recordOf({ read, executed }: ReplyRow, tool: string, args: JsonObject): Json {
  const wanted = canonicalJson(args);
  const found = read.findLast(({ name, arguments: by }) => name === tool && canonicalJson(by) === wanted);
  if (found === undefined) throw new Error(`the row has not read it by \`${tool}\``);
  const changed = executed.findLast(({ result }) => isStateOf(result, found.result, args));
  return changed === undefined ? found.result : changed.result;
}

/** True if a result is a later state of a record: it has its key and all its fields. */
function isStateOf(result: Json, record: Json, key: JsonObject): boolean {
  if (!isJsonObject(result) || !isJsonObject(record)) return false;
  return (
    Object.entries(key).every(([name, value]) => own(result, name) === value) &&
    Object.keys(record).every((name) => Object.hasOwn(result, name))
  );
}
