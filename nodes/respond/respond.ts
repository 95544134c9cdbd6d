import { escalationRequest } from '../../core/escalation.ts';
import type { Message } from '../../core/message.ts';
import type { Node, RunContext } from '../../core/node.ts';
import type { ActionLog } from '../../core/ports/action-log.ts';
import { plainText } from '../../core/shown.ts';
import type { Draft, NodeState } from '../../core/state.ts';
import type { ByTenant } from '../../core/tenant.ts';
import { judgeReply, judgeValues } from '../../saying/judge-reply.ts';
import { namedTools } from '../../saying/possible/meant-tools.ts';
import type { ReplyFault } from '../../saying/reply-fault.ts';
import { withoutFaults } from '../../saying/without-faults.ts';
import { type GroundOptions, replyGrounds } from './reply-grounds.ts';
import { type TryPorts, tryReply } from './try-reply.ts';
import { isWrittenCall } from './written-call.ts';

/** The number of times that a model may write its answer again before faulty sentences are dropped or a person is called. */
const REGENERATIONS = 1;
/** The longest reply of a model. A longer one is a fault. */
const MAX_REPLY_CHARACTERS = 8000;
/** The newest actions of a thread that a reply may rest on. */
const ACTIONS = 100;

type Reads =
  | 'messages'
  | 'session'
  | 'turn_id'
  | 'goals'
  | 'passages'
  | 'context'
  | 'results'
  | 'draft'
  | 'regenerations'
  | 'pending';
type Writes =
  | 'messages'
  | 'draft'
  | 'faults'
  | 'rejected'
  | 'regenerations'
  | 'reply'
  | 'outcome'
  | 'escalation';
type RespondState = Pick<NodeState, Reads>;

export interface RespondOptions extends GroundOptions {
  /** True if the model is a recording, which cannot write again: faults are noted and the answer goes out. */
  readonly recorded: boolean;
  /** The agent's name for the customer in rules. */
  readonly identityAs: string;
}

export interface RespondPorts extends TryPorts {
  readonly actions: ByTenant<Pick<ActionLog, 'list' | 'history' | 'window'>>;
}

/** A fault of a draft, with the words that have it. */
interface Fault {
  readonly kind: ReplyFault['kind'] | 'citation' | 'length' | 'call';
  readonly text: string;
  readonly why: string;
}

/**
 * Checks the draft against its grounds and makes it the reply.
 *
 * A model gets one more try after an ungrounded draft. Then the sentences without ground are dropped if the rest stands
 * by itself, else a person is called.
 */
export function respond(options: RespondOptions, ports: RespondPorts): Node<'respond', Reads, Writes> {
  return async function respondToCustomer(state, run) {
    const { draft } = state;
    if (!draft || draft.text.trim() === '')
      return { escalation: escalationRequest('no_reply', 'the turn ended without a reply') };
    const { faults, rest } = await judged(options, ports, state, draft, run);
    const kept = isAsItIs(draft, faults, options) ? draft.text : keptOf(draft, rest, state);
    run.note({
      confidence: faults.length > 0 ? 0 : 1,
      detail: { by: draft.by, faults, ...(isShorter(kept, draft) && { dropped: true }) },
    });
    if (kept === null) return sendBack(draft, faults, state);
    const told = isShorter(kept, draft) ? faults.map(inWords) : [];
    return goesOut(state.turn_id, { ...draft, text: plainText(kept) }, told);
  };
}

const isAsItIs = ({ by }: Draft, faults: readonly Fault[], { recorded }: RespondOptions) =>
  faults.length === 0 || (recorded && by === 'model');

const isShorter = (kept: string | null, { text }: Draft) => kept !== null && kept !== text;

/** The part of a faulty draft that goes out; null if it is written again, or nothing is left of it. */
const keptOf = (draft: Draft, rest: string | null, state: RespondState) =>
  onceMore(draft, state) ? null : rest;

function goesOut(
  turnId: string,
  { text, citations, outcome }: Draft,
  faults: readonly string[],
): Partial<Pick<NodeState, Writes>> {
  const message: Message = { id: `${turnId}.reply`, type: 'ai', content: text };
  return { messages: [message], reply: { text, citations }, outcome, faults };
}

const onceMore = ({ by }: Draft, { regenerations }: RespondState) =>
  by === 'model' && regenerations < REGENERATIONS;

const inWords = ({ text, why }: Fault) => (text === '' ? why : `“${text}”: ${why}`);

function sendBack(
  draft: Draft,
  faults: readonly Fault[],
  state: RespondState,
): Partial<Pick<NodeState, Writes>> {
  const texts = faults.map(inWords);
  if (onceMore(draft, state)) {
    const rejected = draft.text.length > MAX_REPLY_CHARACTERS ? null : draft.text;
    return { draft: null, faults: texts, rejected, regenerations: state.regenerations + 1 };
  }
  return {
    draft: null,
    faults: texts,
    escalation: escalationRequest('ungrounded_reply', texts.join('; ')),
  };
}

interface Judged {
  readonly faults: readonly Fault[];
  /** The draft without its faulty sentences; null if nothing is left that stands by itself. */
  readonly rest: string | null;
}

async function judged(
  options: RespondOptions,
  ports: RespondPorts,
  state: RespondState,
  draft: Draft,
  run: RunContext,
): Promise<Judged> {
  if (draft.by === 'person') return { faults: [], rest: null };
  // Checked first, because the other checks take time with the length of the text.
  if (draft.by === 'model' && draft.text.length > MAX_REPLY_CHARACTERS)
    return { faults: [tooLong(draft.text)], rest: null };
  const byModel = draft.by === 'model';
  if (byModel && isWrittenCall(draft.text, options.tools.keys())) return { faults: [WRITTEN], rest: null };
  const rows = byModel
    ? await ports.actions(run.tenant).list({ thread_id: run.thread_id, limit: ACTIONS })
    : [];
  const grounds = replyGrounds(options, draft, state, rows);
  const found = byModel
    ? judgeReply(draft.text, {
        ...grounds,
        tried: await tryReply(draft.text, grounds, tryOptions(options), ports, state, run),
      })
    : judgeValues(draft.text, grounds);
  const unknown = unknownCitations(draft, state);
  return {
    faults: [
      ...unknown,
      ...found.map(({ kind, span, why }) => ({ kind, why, text: draft.text.slice(span.from, span.to) })),
    ],
    rest: byModel && unknown.length === 0 ? withoutFaults(draft.text, found) : null,
  };
}

const tryOptions = ({ tools, identityAs }: RespondOptions) => ({
  tools: namedTools([...tools.values()]),
  identityAs,
});

/** No customer reads a call: it is made properly, or a person is called. */
const WRITTEN: Fault = {
  kind: 'call',
  text: '',
  why: 'a call of a tool is written as text: call the tool itself',
};

function tooLong(text: string): Fault {
  const why = `the reply has ${text.length} characters, and at most ${MAX_REPLY_CHARACTERS} go out`;
  return { kind: 'length', text: '', why };
}

function unknownCitations(
  { citations }: Draft,
  { passages, context, messages }: RespondState,
): readonly Fault[] {
  const given = [...context, ...messages.flatMap(({ told = [] }) => told)];
  const known = new Set([
    ...passages.map(({ passage_id }) => passage_id),
    ...given.flatMap(({ source, provenance }) => (source === 'knowledge' ? [provenance] : [])),
  ]);
  return citations
    .filter(({ passage_id }) => !known.has(passage_id))
    .map(({ passage_id }) => ({
      kind: 'citation',
      text: passage_id,
      why: 'no passage with this id was given',
    }));
}
