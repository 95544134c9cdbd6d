import type { Proposal } from '../../../core/action.ts';
import type { Goals } from '../../../core/goal.ts';
import type { Message } from '../../../core/message.ts';
import { completionNote } from '../../../core/models/attempts.ts';
import type { RunContext } from '../../../core/node.ts';
import type { Completion, Model, ModelTool } from '../../../core/ports/model.ts';
import { type ActionEnd, type NodeState, spokenText } from '../../../core/state.ts';
import type { Reason } from '../../../core/verdict.ts';
import { fittingCalls } from '../../../hearing/fitting-answer.ts';
import { citationsIn } from '../../../saying/citations.ts';
import type { ActReads, Driver } from '../driver.ts';
import { modelInstructions } from './instructions.ts';
import { modelMessages } from './messages.ts';
import { type CallOptions, takeCalls, takeFurther } from './take-calls.ts';

export interface ModelDriverOptions extends CallOptions {
  /** The author's instructions. */
  readonly instructions: string;
  /** Every tool's description for a model. */
  readonly tools: ReadonlyMap<string, ModelTool>;
  /** The tools of active intents and the always available ones. */
  readonly actionSpace: (goals: Goals) => readonly string[];
  /** The engine's own tools, which are always there. */
  readonly engineTools: readonly ModelTool[];
}

type ActState = Pick<NodeState, ActReads>;

/** A driver by a language model. It proposes a reply or one call from the action space. */
export function modelDriver(options: ModelDriverOptions, { model }: { readonly model: Model }): Driver {
  return async function actByModel(state, run) {
    const heard = state.lastAction ? [endMessage(state.lastAction)] : [];
    const { further } = state;
    if (further && further.calls.length > 0)
      return { lastAction: null, pending: null, ...takeFurther(options, state, heard, further, run) };
    const messages = [...state.messages, ...heard];
    const open = options.actionSpace(state.goals).flatMap((name) => options.tools.get(name) ?? []);
    const tools = [...open, ...options.engineTools];
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
      ...heardAndSaid(options, counted(state), heard, completion, run),
    };
  };
}

/** The state with the denials of the last answer counted once. */
const counted = (state: ActState): ActState => ({
  ...state,
  denials: state.further
    ? state.further.denials + (state.further.denied || state.lastAction?.status === 'denied' ? 1 : 0)
    : state.denials,
});

const leastLikely = (before: number | null, now: number | null | undefined): number | null =>
  before === null || now == null ? (now ?? before) : Math.min(before, now);

function heardAndSaid(
  options: CallOptions,
  state: ActState,
  heard: readonly Message[],
  completion: Completion,
  run: RunContext<'act'>,
) {
  const calls = fittingCalls(completion.calls);
  if (calls.length > 0) return takeCalls(options, state, heard, { text: completion.text, calls }, run);
  const { text, citations } = citationsIn(completion.text, state.context);
  const before = text === '' ? [] : state.spoken;
  const outcome = completion.text.trimEnd().endsWith('?') ? ('asked' as const) : ('answered' as const);
  return {
    messages: heard,
    proposal: null,
    further: null,
    denials: state.denials,
    draft: {
      text: spokenText([...before, { text }]),
      citations: [...before.flatMap((spoken) => spoken.citations), ...citations],
      grounds: before.flatMap(({ grounds }) => grounds),
      outcome,
      by: 'model' as const,
    },
  };
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
