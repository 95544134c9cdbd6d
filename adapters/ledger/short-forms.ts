import { createHash } from 'node:crypto';
import type { Proposal } from '../../core/action.ts';
import { toldStep } from '../../core/step-details.ts';
import type { Step, TurnResult } from '../../core/turn.ts';
import { isJsonObject, type Json } from '../../core/values/json.ts';
import type { Verdict } from '../../core/verdict.ts';
import { compactJson, expandJson } from './compact-json.ts';
import { deflatedJson, inflatedJson } from './deflated-json.ts';
import type { ActionsTable, TurnsTable } from './schema.ts';

/** Characters of a text's hash, which is unique by turn and speaker. */
export const TEXT_HASH = 16;

/** The hash of a text among those of one turn and speaker. */
export function textHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, TEXT_HASH);
}

/** Stands for a text of the turn that the transcript has. */
export type SaidText = { readonly said: string };

/** True for a `SaidText`. */
export function isSaidText(value: Json | undefined): value is SaidText {
  return isJsonObject(value) && typeof value['said'] === 'string';
}

/** The text, or a `SaidText` if the transcript has it. */
export const saidText = (text: string): SaidText => ({ said: textHash(text) });

/** Finds the text that a `SaidText` stands for. */
export type SaidTexts = (turnId: string, said: SaidText) => string;

/** A step of a turn's result. */
type ToldStep = TurnResult['steps'][number];

/** A turn's result as its row keeps it: without the row's own ids, texts of the transcript, and recorded steps. */
export function shortResult(
  { thread_id: _thread, turn_id, reply, steps, ...kept }: TurnResult,
  recorded: readonly Step[],
): Buffer {
  const text = reply.text === '' ? '' : saidText(reply.text);
  const isRecorded = JSON.stringify(steps) === JSON.stringify(recorded.map(toldStep));
  return deflatedJson(
    { ...kept, reply: { ...reply, text }, steps: isRecorded ? steps.length : steps },
    turn_id,
  );
}

/** The stored form of `shortResult`. Earlier releases stored ids and texts in full, and steps as lists of values. */
interface ShortResult extends Omit<TurnResult, 'reply' | 'steps'> {
  readonly reply: Omit<TurnResult['reply'], 'text'> & { readonly text: string | SaidText };
  /** The number of recorded steps, if they are the result's steps. */
  readonly steps: number | readonly (ToldStep | readonly [string, number, number, number | null])[];
}

/** The data from which a result's short form is expanded. */
export interface TurnRecords {
  readonly texts: SaidTexts;
  readonly steps: (turnId: string) => readonly Step[];
}

/** Earlier releases recorded neither. */
const BEFORE_ASKS: Pick<TurnResult, 'asks' | 'goals'> = { asks: null, goals: [] };

/** Expands the result of a turn's row. */
export function longResult(
  { thread_id, turn_id }: Pick<TurnsTable, 'thread_id' | 'turn_id'>,
  kept: Buffer | string,
  records: TurnRecords,
): TurnResult {
  const { reply, steps: told, ...result } = inflatedJson<ShortResult>(kept, turn_id);
  const text = typeof reply.text === 'string' ? reply.text : records.texts(turn_id, reply.text);
  const steps =
    typeof told === 'number' ? records.steps(turn_id).slice(0, told).map(toldStep) : told.map(longStep);
  return { ...BEFORE_ASKS, ...result, thread_id, turn_id, reply: { ...reply, text }, steps };
}

function longStep(step: ToldStep | readonly [string, number, number, number | null]): ToldStep {
  if ('node' in step) return step;
  const [node, ms, cost_usd, confidence] = step;
  return { node, ms, cost_usd, confidence };
}

type JudgedColumns = Pick<
  ActionsTable,
  'action_id' | 'turn_id' | 'hash' | 'policy_version' | 'judged_at' | 'proposal' | 'verdict'
>;

/** The stored form of a judgement: proposal and verdict without repeated values and columns. */
export function shortJudgement(
  { action_id, action, origin, ...proposal }: Proposal,
  { policy_version: _column, now, ...verdict }: Verdict,
  row: Pick<JudgedColumns, 'turn_id' | 'hash' | 'judged_at'>,
): Pick<JudgedColumns, 'proposal' | 'verdict'> {
  const isJudged = JSON.stringify(action) === JSON.stringify(verdict.action);
  const own = { ...(isJudged ? {} : { action }), ...(origin === row.hash ? {} : { origin }) };
  return {
    proposal: compactJson({ ...proposal, ...own }, row.turn_id),
    verdict: compactJson({ ...verdict, ...(now === row.judged_at ? {} : { now }) }, row.turn_id),
  };
}

/** Expands the verdict of an action's row. */
export function longVerdict(row: Omit<JudgedColumns, 'action_id' | 'hash' | 'proposal'>): Verdict {
  const { policy_version, judged_at: now } = row;
  return {
    policy_version,
    now,
    ...expandJson<Omit<Verdict, 'policy_version' | 'now'>>(row.verdict, row.turn_id),
  };
}

/** Expands the proposal of an action's row. */
export function longProposal(row: JudgedColumns, { action }: Verdict): Proposal {
  const { action_id, hash: origin } = row;
  return {
    action_id,
    action,
    origin,
    ...expandJson<Pick<Proposal, 'by' | 'call_id' | 'problem'>>(row.proposal, row.turn_id),
  };
}
