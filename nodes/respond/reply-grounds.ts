import { flowsOf } from '../../core/goal.ts';
import type { ActionRow } from '../../core/ports/action-log.ts';
import type { Draft, NodeState } from '../../core/state.ts';
import { actionWords, type Tool } from '../../core/tool.ts';
import { isJsonObject, type Json } from '../../core/values/json.ts';
import { inWholeMoney, type MoneyKeys } from '../../core/values/money-keys.ts';
import type { Deed, Grounds } from '../../saying/grounds/grounds.ts';
import { passageText } from '../../saying/grounds/passage-text.ts';

/** The state that a reply may rest on. */
export type GroundState = Pick<
  NodeState,
  'messages' | 'turn_id' | 'goals' | 'passages' | 'context' | 'results' | 'pending'
>;

export interface GroundOptions {
  readonly tools: ReadonlyMap<string, Tool>;
  /** The units of amounts in results, records and slots. */
  readonly moneyKeys: MoneyKeys;
  /** Texts that authors wrote: sentences, instructions, what tools do, rules in plain words. */
  readonly authored: () => readonly string[];
}

/** The grounds of a reply: the actions of its thread as the ledger has them, and what the turn has read. */
export function replyGrounds(
  { tools, moneyKeys, authored }: GroundOptions,
  draft: Draft,
  state: GroundState,
  rows: readonly ActionRow[],
): Grounds {
  const whole = (value: Json) => inWholeMoney(value, moneyKeys);
  const effects = rows.filter(({ verdict }) => tools.get(verdict.action.name)?.effects);
  const reads = rows.filter((row) => row.status === 'executed' && !effects.includes(row));
  const done = effects.filter(({ status }) => status === 'executed');
  const deedOf = ({ verdict: { action }, result }: ActionRow): Deed => ({
    name: action.name,
    arguments: whole(action.arguments) as Deed['arguments'],
    words: actionWords(action.name, tools.get(action.name)),
    result: whole(result),
  });
  const of = (type: 'ai' | 'human') => state.messages.filter((message) => message.type === type);
  const transcript = state.context.filter(({ source }) => LINES.has(source)).map(({ text }) => text);
  const passages = state.passages.map(({ heading, text }) => passageText(`${heading}\n${text}`));
  return {
    executed: done.map(deedOf),
    refused: effects.filter((row) => isRefused(row, state.turn_id) && !isDoneSince(row, effects)).map(deedOf),
    records: [
      ...draft.grounds.map(recordIn).filter(isJsonObject).map(whole),
      ...reads.flatMap(({ verdict, result }) => [whole(verdict.action.arguments), whole(result)]),
      ...done.map(({ result }) => whole(result)),
      ...state.results.map(({ result }) => whole(result)),
      ...flowsOf(state.goals).flatMap(({ results, slots }) => [whole(results), whole(slots)]),
      ...state.context.filter(({ source }) => source === 'customer').map(({ text }) => whole(recordIn(text))),
    ],
    texts: [
      ...draft.grounds.filter((ground) => !isJsonObject(recordIn(ground))),
      ...passages,
      ...[...state.context, ...state.messages.flatMap(({ told = [] }) => told)]
        .filter(({ source }) => source === 'knowledge')
        .map(({ text }) => passageText(text)),
      ...rows.flatMap(({ verdict }) => verdict.reasons.flatMap(({ tell, detail }) => [tell, detail])),
      ...(state.pending?.kind === 'confirm'
        ? [state.pending.preview.title, ...state.pending.preview.lines]
        : []),
      ...authored(),
    ],
    passages,
    replies: [
      ...of('ai')
        .filter(({ id }) => id.endsWith('.reply'))
        .map(({ content }) => content),
      ...transcript.filter((line) => !line.startsWith('customer:')),
    ],
    said: [
      ...of('human').map(({ content }) => content),
      ...transcript.filter((line) => line.startsWith('customer:')),
    ],
    deeds: [...tools.values()].filter(({ effects: has }) => has).map((tool) => actionWords(tool.name, tool)),
    escalated: false,
  };
}

/** Sources of context that are lines of a transcript. */
const LINES: ReadonlySet<string> = new Set(['thread', 'earlier']);

const REFUSED: ReadonlySet<string> = new Set(['denied', 'declined', 'failed', 'review', 'in_doubt']);

const isRefused = ({ status, turn_id }: ActionRow, turn: string) => turn_id === turn && REFUSED.has(status);

/** True if an action of the same tool was executed after it. */
const isDoneSince = (row: ActionRow, effects: readonly ActionRow[]) =>
  effects
    .slice(effects.indexOf(row) + 1)
    .some(({ status, verdict }) => status === 'executed' && verdict.action.name === row.verdict.action.name);

/** A record of the context or a value of a template, or its text. */
function recordIn(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
