import { actionHash, type Proposal } from '../../../core/action.ts';
import type { Goals } from '../../../core/goal.ts';
import type { Message } from '../../../core/message.ts';
import { completionNote } from '../../../core/models/attempts.ts';
import type { Completion, Model, ModelTool } from '../../../core/ports/model.ts';
import { type ActionEnd, type NodeState, spokenText } from '../../../core/state.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../core/values/json.ts';
import type { Reason } from '../../../core/verdict.ts';
import { type FittingCall, fittingCalls, fittingText } from '../../../hearing/fitting-answer.ts';
import { citationsIn } from '../../../saying/citations.ts';
import type { ActReads, Driver } from '../driver.ts';
import { modelInstructions } from './instructions.ts';
import { modelMessages } from './messages.ts';

export interface ModelDriverOptions {
  /** The author's instructions. */
  readonly instructions: string;
  /** Every tool's description for a model. */
  readonly tools: ReadonlyMap<string, ModelTool>;
  /** The tools of active intents and the always available ones. */
  readonly actionSpace: (goals: Goals) => readonly string[];
}

type ActState = Pick<NodeState, ActReads>;

/** A driver by a language model. It proposes a reply or one call from the action space. */
export function modelDriver(options: ModelDriverOptions, { model }: { readonly model: Model }): Driver {
  return async function actByModel(state, run) {
    const heard = state.lastAction ? [endMessage(state.lastAction)] : [];
    const messages = [...state.messages, ...heard];
    const tools = options.actionSpace(state.goals).flatMap((name) => options.tools.get(name) ?? []);
    const completion = await model.complete({
      purpose: 'act',
      instructions: modelInstructions(options.instructions, state.context, state.faults),
      messages: modelMessages(messages),
      tools,
      signal: run.signal,
    });
    run.note({
      ...completionNote(completion),
      ...(completion.mean_log_probability == null
        ? {}
        : { detail: { mean_log_probability: completion.mean_log_probability } }),
    });
    return {
      lastAction: null,
      pending: null,
      token_log_probability: leastLikely(state.token_log_probability, completion.mean_log_probability),
      ...heardAndSaid(state, heard, completion),
    };
  };
}

const leastLikely = (before: number | null, now: number | null | undefined): number | null =>
  before === null || now == null ? (now ?? before) : Math.min(before, now);

function heardAndSaid(state: ActState, heard: readonly Message[], completion: Completion) {
  const [call, ...further] = fittingCalls(completion.calls);
  if (!call) {
    const { text, citations } = citationsIn(completion.text, state.context);
    const before = text === '' ? [] : state.spoken;
    const outcome = completion.text.trimEnd().endsWith('?') ? ('asked' as const) : ('answered' as const);
    return {
      messages: heard,
      proposal: null,
      draft: {
        text: spokenText([...before, { text }]),
        citations: [...before.flatMap((spoken) => spoken.citations), ...citations],
        grounds: before.flatMap(({ grounds }) => grounds),
        outcome,
        by: 'model' as const,
      },
    };
  }
  const number = state.proposals + 1;
  const id = `${state.turn_id}.a${number}`;
  const said: Message = {
    id: `${id}.call`,
    type: 'ai',
    content: fittingText(completion.text),
    calls: [call, ...further].map(({ problem: _problem, ...kept }) => kept),
  };
  const refused = further.map(
    (other, index): Message => ({
      id: `${id}.further${index}`,
      type: 'tool',
      content: 'Not run: one action at a time. Wait for the result of the first call, then propose the next.',
      tool_call_id: other.id,
    }),
  );
  return {
    messages: [...heard, said, ...refused],
    proposals: number,
    proposal: proposalOf(id, call),
    draft: null,
  };
}

function proposalOf(id: string, call: FittingCall): Proposal {
  const parsed = parseArguments(call.arguments);
  const action = { name: call.name, arguments: parsed ?? {} };
  return {
    action_id: id,
    action,
    origin: actionHash(action),
    by: 'model',
    call_id: call.id,
    problem: call.problem ?? (parsed ? null : 'the arguments are not a JSON object'),
  };
}

function parseArguments(text: string): JsonObject | null {
  try {
    const value: Json = JSON.parse(text === '' ? '{}' : text);
    return isJsonObject(value) ? value : null;
  } catch {
    // Malformed JSON becomes a denial that the model can correct.
    return null;
  }
}

/** The end of an action as the result of the model's call. */
function endMessage(end: ActionEnd): Message {
  const { proposal } = end;
  return {
    id: `${proposal.action_id}.end`,
    type: 'tool',
    content: [endInWords(end), ...changeInWords(proposal)].join('\n'),
    tool_call_id: proposal.call_id ?? proposal.action_id,
  };
}

/** A denial for the model: for the engine's own the detail, because `tell` does not help to correct the call. */
const whyDenied = ({ origin, detail, tell }: Reason): string =>
  origin === 'engine' ? detail : `${detail} The customer may be told: ${tell}`;

/** Describes the changes of rules to the call. */
function changeInWords({ action, modified }: Proposal): readonly string[] {
  if (!modified) return [];
  const why = modified.reasons.map(({ detail }) => detail).join(' ');
  return [
    `This was about other arguments than those of the call: ${JSON.stringify(action.arguments)}. ${why}`,
  ];
}

function endInWords({ status, result, reasons }: ActionEnd): string {
  const once = (texts: readonly string[]) => [...new Set(texts)].join(' ');
  switch (status) {
    case 'executed':
      return typeof result === 'string' ? result : JSON.stringify(result);
    case 'not_done':
      return `Not done, nothing has changed: ${once(reasons.map(({ detail }) => detail))}`;
    case 'denied':
      return `Denied, not run: ${once(reasons.map(whyDenied))}`;
    case 'declined':
      return 'Not run: the customer did not agree to it.';
    case 'judged':
      return 'Only judged, not run.';
  }
}
