import { z } from 'zod';
import type { HistoryEntry, JudgeRequest } from '../../core/ports/judge.ts';
import { type ComputedFact, NOT_FOUND } from '../../core/tool.ts';
import { isJsonObject, type Json, type JsonObject } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { keyPath } from '../../core/values/schema-faults.ts';
import {
  type FactValues,
  isAbsent,
  isUnreadable,
  type Unreadable,
  unreadable,
} from '../schemas/fact-values.ts';
import type { Fact, FactSource } from '../schemas/facts-schema.ts';
import { pathSteps, valueAt } from '../schemas/path.ts';
import { isOfType, mismatch, typesOf } from '../schemas/shape.ts';
import type { Question } from './judge.ts';
import { type Lookup, type ReadRecord, readRecords } from './read-records.ts';

interface FactSources {
  readonly catalogue: ReadonlyMap<string, Fact>;
  readonly computed: { readonly [name: string]: ComputedFact };
  readonly session: JsonObject;
  readonly history: readonly HistoryEntry[];
  /** Undefined if there is no ledger, as for a case or a row of `policy judge`; every window is then empty. */
  readonly window?: JudgeRequest['window'];
  readonly now: Date;
  /** True: what the session does not say may still be said. */
  readonly partial?: boolean | undefined;
  readonly record: ReadRecord;
  /** Facts that are known already, by name: those of a case or a recorded judgement. */
  readonly given?: JsonObject;
}

type Value = Json | Unreadable;

/** Reads the named facts of an action, each once, records concurrently. An unreadable fact has a reason. */
export async function readFacts(
  names: readonly string[],
  { action, confirmed }: Question,
  sources: FactSources,
): Promise<FactValues> {
  const session = { ...sources.session, user_confirmed: confirmed };
  const begun = new Map<string, Promise<Value>>();
  const lookup: Lookup = (name) => {
    const known = begun.get(name);
    if (known !== undefined) return known;
    const fact = sources.catalogue.get(name);
    const value =
      fact === undefined
        ? Promise.resolve(missing(`fact \`${name}\` is not declared`))
        : checked(name, fact, read(name, fact, action.arguments, { ...sources, session }, lookup));
    begun.set(name, value);
    return value;
  };
  return new Map(await Promise.all(names.map(async (name) => [name, await lookup(name)] as const)));
}

const missing = (why: string) => unreadable('fact_missing', why);
/** The gap of a value that an action which is not complete may still get. */
const notYet = ({ partial }: Pick<FactSources, 'partial'>, why: string) =>
  partial ? unreadable('not_given', why) : missing(why);

async function read(
  name: string,
  { source, type }: Fact,
  args: JsonObject,
  sources: FactSources,
  lookup: Lookup,
): Promise<Value> {
  const given = own(sources.given, name);
  if (given !== undefined) return given;
  switch (source.from) {
    case 'arguments':
      return valueAt(args, pathSteps(source.path)) ?? nullAt(args, source, sources);
    case 'session':
      return sessionValue(sources, source.key, type);
    case 'history':
      return sources.history.filter((entry) => entry.name === source.tool).length;
    case 'window':
      return windowValue(source, sources);
    case 'record':
      return readRecords(source, lookup, sources.record);
    case 'computed':
      return compute(name, sources, lookup);
  }
}

function nullAt(
  args: JsonObject,
  { path }: Extract<FactSource, { from: 'arguments' }>,
  sources: FactSources,
): Value {
  return valueAt(args, pathSteps(path)) === null
    ? null
    : notYet(sources, `the action has no argument \`${path.slice(2)}\``);
}

const HOUR = 60 * 60 * 1000;

async function windowValue(
  { tools, hours, sum }: Extract<FactSource, { from: 'window' }>,
  { window, now }: FactSources,
): Promise<Value> {
  if (window === undefined) return 0;
  const since = new Date(now.getTime() - hours * HOUR).toISOString();
  const value = await window({ tools, since, sum: sum === undefined ? null : amountIn(sum) });
  return (
    value ?? missing('the customer is not known, or an action of theirs recorded no such amount to add up')
  );
}

const amountIn = (sum: NonNullable<Extract<FactSource, { from: 'window' }>['sum']>) =>
  'fact' in sum
    ? { in: 'facts' as const, steps: [sum.fact, ...pathSteps(sum.path)] }
    : { in: 'arguments' as const, steps: pathSteps(sum.path) };

/** A value of the session. An unset one is null if the fact's type allows null, unless it may still be said. */
function sessionValue({ session, partial }: FactSources, key: string, type: Fact['type']): Value {
  const value = own(session, key);
  if (value !== undefined) return value;
  return !partial && isOfType('null', typesOf({ type }) ?? [])
    ? null
    : notYet({ partial }, `the session has no \`${key}\``);
}

async function compute(name: string, { computed, now }: FactSources, lookup: Lookup): Promise<Value> {
  const fact = own(computed, name);
  if (fact === undefined) return missing(`nothing computes \`${name}\``);
  const values = await Promise.all(fact.needs.map(async (need) => [need, await lookup(need)] as const));
  const gaps = values.flatMap(([need, value]) => (isUnreadable(value) ? [{ need, ...value }] : []));
  const gap = gaps.find(({ code }) => code !== 'not_given') ?? gaps[0];
  if (gap !== undefined) {
    const code = gap.code === 'not_given' ? 'not_given' : 'fact_missing';
    return unreadable(code, `\`${name}\` needs \`${gap.need}\`: ${gap.why}`);
  }
  return fact.compute(Object.fromEntries(values) as JsonObject, now);
}

/** Turns any error of a fact into a value; rules that read it then call for a person. */
async function checked(name: string, fact: Fact, reading: Promise<Value>): Promise<Value> {
  try {
    const value = await reading;
    if (isUnreadable(value)) return value;
    if (isAbsent(value) && (fact.source.from === 'record' || fact.source.from === 'computed'))
      return NOT_FOUND;
    const wrong =
      mismatch(value, fact) ??
      (isJsonObject(value) || Array.isArray(value) ? undefined : outsideEnum(value, fact));
    return wrong === undefined ? value : unreadable('fact_ill_typed', `fact \`${name}\` ${wrong}`);
  } catch (error) {
    return missing(`fact \`${name}\` could not be read: ${inOneSentence(error)}`);
  }
}

/** The message of a zod error. */
const Refusal = z.object({
  issues: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })).min(1),
});

/** Shortens an error to one sentence for the person who decides: a zod error is JSON over many lines. */
function inOneSentence(error: unknown): string {
  const [first, ...more] = Refusal.safeParse(error).data?.issues ?? [];
  if (!first) return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
  const where = first.path.length > 0 ? `\`${keyPath(first.path)}\`: ` : '';
  return `${where}${first.message}${more.length > 0 ? ` (and ${more.length} more)` : ''}`;
}

function outsideEnum(value: Json, fact: Fact): string | undefined {
  return fact.enum === undefined || fact.enum.some((each) => each === value)
    ? undefined
    : 'is none of the values declared for it';
}
