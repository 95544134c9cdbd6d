import type { Selectable } from 'kysely';
import type { TurnSignals } from '../../core/confidence.ts';
import type { EscalationRow, PersonDecision } from '../../core/ports/escalation-log.ts';
import type { LabelledTurn, OutcomeLog } from '../../core/ports/outcome-log.ts';
import { detailOf } from '../../core/step-details.ts';
import type { TurnResult } from '../../core/turn.ts';
import type { JsonObject } from '../../core/values/json.ts';
import { inflatedJson } from './deflated-json.ts';
import type { FeedbackTable, TurnsTable } from './schema.ts';
import { keptSteps } from './steps.ts';
import { parsed, type Store } from './store.ts';
import { wasRight } from './was-right.ts';

/** Outcomes of turns, from feedback, decisions and steps. */
export function outcomeLog(store: Store): OutcomeLog {
  return {
    async labelled(agent) {
      const turns = await judgedTurns(store, agent);
      if (turns.length === 0) return [];
      const opinions = groupedByTurn(await opinionsOn(store, agent));
      const decisions = groupedByTurn(await decisionsOn(store, agent));
      const details = groupedByTurn(await detailsOf(store, agent));
      return turns.map((turn) => {
        const of = <T>(rows: ReadonlyMap<string, readonly T[]>) => rows.get(turn.turn_id) ?? [];
        return labelledTurn(turn, of(opinions), of(decisions), of(details));
      });
    },
  };
}

type Opinion = Pick<Selectable<FeedbackTable>, 'turn_id' | 'score' | 'corrected_intent'>;
type JudgedTurn = Pick<Selectable<TurnsTable>, 'turn_id' | 'text' | 'result'>;
interface Decided {
  readonly turn_id: string;
  readonly decision: PersonDecision;
}
interface Detail {
  readonly turn_id: string;
  readonly node: string;
  readonly detail: JsonObject;
}

function labelledTurn(
  turn: JudgedTurn,
  opinions: readonly Opinion[],
  decisions: readonly Decided[],
  details: readonly Detail[],
): LabelledTurn {
  const { turn_id, text } = turn;
  const guess = guessOf(turn, details);
  return {
    turn_id,
    text,
    guess,
    signals: signalsOf(details),
    corrected_intent:
      opinions.findLast(({ corrected_intent }) => corrected_intent !== null)?.corrected_intent ?? null,
    right: wasRight(
      guess?.name ?? null,
      opinions,
      decisions.map(({ decision }) => decision),
    ),
  };
}

/** The guess from the message itself, not from an answer or from a choice between two intents. */
function guessOf({ turn_id, result }: JudgedTurn, details: readonly Detail[]): LabelledTurn['guess'] {
  const intent = result === null ? null : inflatedJson<TurnResult>(result, turn_id).intent;
  const isRead = details.some((step) => {
    const { guesses, picked } = detailOf(step, 'classify') ?? {};
    return guesses !== undefined && picked === undefined;
  });
  return intent && isRead ? { name: intent.name, confidence: intent.confidence } : null;
}

/** The signals at the turn's first rest. Later ones depend on a person. */
function signalsOf(details: readonly Detail[]): TurnSignals | null {
  const noted = details.map((step) => detailOf(step, 'observe') ?? detailOf(step, 'escalate'));
  return noted.find((detail) => detail?.signals !== undefined)?.signals ?? null;
}

function judgedTurns({ db, tenant }: Store, agent: string): Promise<readonly JudgedTurn[]> {
  return db
    .selectFrom('turns')
    .select(['turn_id', 'text', 'result'])
    .where('tenant', '=', tenant)
    .where('agent', '=', agent)
    .where((turn) => turn('turn_id', 'in', judgedIds({ db, tenant }, agent)))
    .orderBy('accepted_at')
    .orderBy('thread_id')
    .orderBy('number')
    .execute();
}

/** Escalations with a person's decision. */
const DECIDED: readonly EscalationRow['status'][] = ['decided', 'closed'];

function judgedIds({ db, tenant }: Pick<Store, 'db' | 'tenant'>, agent: string) {
  const decided = db
    .selectFrom('escalations')
    .select('turn_id')
    .where('tenant', '=', tenant)
    .where('agent', '=', agent)
    .where('status', 'in', DECIDED)
    .where('decision', 'is not', null);
  return db
    .selectFrom('feedback')
    .select('turn_id')
    .where('tenant', '=', tenant)
    .where('agent', '=', agent)
    .union(decided);
}

function opinionsOn({ db, tenant }: Store, agent: string): Promise<readonly Opinion[]> {
  return db
    .selectFrom('feedback')
    .select(['turn_id', 'score', 'corrected_intent'])
    .where('tenant', '=', tenant)
    .where('agent', '=', agent)
    .orderBy('turn_id')
    .orderBy('number')
    .execute();
}

async function decisionsOn({ db, tenant }: Store, agent: string): Promise<readonly Decided[]> {
  const rows = await db
    .selectFrom('escalations')
    .select(['turn_id', 'decision'])
    .where('tenant', '=', tenant)
    .where('agent', '=', agent)
    .where('status', 'in', DECIDED)
    .execute();
  return rows.flatMap(({ turn_id, decision }) =>
    decision === null ? [] : [{ turn_id, decision: parsed<PersonDecision>(decision) }],
  );
}

async function detailsOf({ db, tenant }: Store, agent: string): Promise<readonly Detail[]> {
  const rows = await db
    .selectFrom('steps')
    .select(['turn_id', 'steps'])
    .where('tenant', '=', tenant)
    .where((step) => step('turn_id', 'in', judgedIds({ db, tenant }, agent)))
    .execute();
  return rows.flatMap((row) =>
    keptSteps(row).map(({ node, detail }) => ({ turn_id: row.turn_id, node, detail })),
  );
}

function groupedByTurn<T extends { readonly turn_id: string }>(
  rows: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.turn_id);
    if (group) group.push(row);
    else groups.set(row.turn_id, [row]);
  }
  return groups;
}
