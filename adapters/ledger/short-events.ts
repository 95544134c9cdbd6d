import type { TurnResult } from '../../core/turn.ts';
import { isJsonObject, type Json, type JsonObject } from '../../core/values/json.ts';
import { inflatedJson } from './deflated-json.ts';
import { saidTexts } from './said-texts.ts';
import { isSaidText, saidText } from './short-forms.ts';
import type { Store } from './store.ts';

/** Parts of a turn's result that its last event repeats. */
const REPEATED = ['asks', 'goals'] as const;

/** Stands for a part of the turn's result. */
const OF_RESULT = { of: 'result' };
const isOfResult = (value: Json | undefined): boolean => isJsonObject(value) && value['of'] === OF_RESULT.of;

/** A turn that has ended, or waits for a person. */
export interface EndedTurn {
  readonly result: TurnResult;
  /** True if its row never gets another result. */
  readonly isFinal: boolean;
}

/** An event's data without what the transcript and the turn's row have. */
export function shortEvent(data: JsonObject, { result, isFinal }: EndedTurn): JsonObject {
  if (data['turn_id'] !== result.turn_id) return data;
  const { text } = result.reply;
  const said = text !== '' && data['text'] === text ? { text: saidText(text) } : {};
  const repeated = isFinal ? REPEATED.filter((key) => repeats(data[key], result[key])) : [];
  return { ...data, ...said, ...Object.fromEntries(repeated.map((key) => [key, OF_RESULT])) };
}

/** A value that is longer than its stand-in is not kept twice. */
function repeats(value: Json | undefined, told: Json): boolean {
  const text = JSON.stringify(told);
  return text.length > JSON.stringify(OF_RESULT).length && JSON.stringify(value) === text;
}

/** Expands the data of events, with what transcript and turns have. */
export async function longEvents(
  { db, tenant }: Pick<Store, 'db' | 'tenant'>,
  events: readonly JsonObject[],
): Promise<readonly JsonObject[]> {
  const turnsOf = (isShort: (data: JsonObject) => boolean) =>
    events.filter(isShort).map((data) => String(data['turn_id']));
  const texts = await saidTexts(
    { db, tenant },
    turnsOf(({ text }) => isSaidText(text)),
  );
  const results = await resultsOf({ db, tenant }, turnsOf(isRepeating));
  return events.map((data) => {
    const { turn_id, text } = data;
    const said = isSaidText(text) ? { text: texts(String(turn_id), text) } : {};
    const result = results.get(String(turn_id));
    const repeated = result ? REPEATED.filter((key) => isOfResult(data[key])) : [];
    return { ...data, ...said, ...Object.fromEntries(repeated.map((key) => [key, result?.[key] ?? null])) };
  });
}

const isRepeating = (data: JsonObject): boolean => REPEATED.some((key) => isOfResult(data[key]));

type Repeated = Pick<TurnResult, (typeof REPEATED)[number]>;

async function resultsOf(
  { db, tenant }: Pick<Store, 'db' | 'tenant'>,
  turnIds: readonly string[],
): Promise<ReadonlyMap<string, Repeated>> {
  if (turnIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('turns')
    .select(['turn_id', 'result'])
    .where('tenant', '=', tenant)
    .where('turn_id', 'in', turnIds)
    .execute();
  return new Map(
    rows.flatMap(({ turn_id, result }) =>
      result === null ? [] : [[turn_id, inflatedJson<Repeated>(result, turn_id)]],
    ),
  );
}
