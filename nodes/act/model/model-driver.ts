import type { Proposal } from '../../../core/action.ts';
import type { Message, Told } from '../../../core/message.ts';
import { completionNote } from '../../../core/models/attempts.ts';
import type { RunContext } from '../../../core/node.ts';
import type { Completion, Model } from '../../../core/ports/model.ts';
import { type ActionEnd, type NodeState, spokenText } from '../../../core/state.ts';
import type { Reason } from '../../../core/verdict.ts';
import { fittingCalls } from '../../../hearing/fitting-answer.ts';
import { citationsIn } from '../../../saying/citations.ts';
import { withoutRestated } from '../../../saying/without-restated.ts';
import type { ActReads, Driver } from '../driver.ts';
import { askedIn } from './asks-customer.ts';
import { compactResult } from './compact-result.ts';
import { toldPiece } from './context-text.ts';
import type { Prefix } from './instructions.ts';
import { modelMessages } from './messages.ts';
import { newContext } from './new-context.ts';
import { type ModelChoice, preferredModel } from './preferred-model.ts';
import { sinceBefore } from './since-before.ts';
import { situationIn } from './situation.ts';
import { type CallOptions, takeCalls, takeFurther } from './take-calls.ts';

export interface ModelDriverOptions extends CallOptions, ModelChoice {
  /** The beginning of every prompt. */
  readonly prefix: () => Prefix;
  /** The time zone of the agent. */
  readonly zone: string;
}

type ActState = Pick<NodeState, ActReads>;

/** A driver by a language model. It proposes a reply or calls. */
export function modelDriver(options: ModelDriverOptions, { model }: { readonly model: Model }): Driver {
  const situationOf = situationIn(options.zone);
  return async function actByModel(state, run) {
    const told = withContext(state, situationOf({ ...state, now: run.now }));
    const heard = [...told, ...(state.lastAction ? [endMessage(state.lastAction, state.messages)] : [])];
    const { further } = state;
    if (further && further.calls.length > 0)
      return { lastAction: null, pending: null, ...takeFurther(options, state, heard, further, run) };
    const { instructions, tools, version } = options.prefix();
    const prefer = preferredModel(options, counted(state));
    const completion = await model.complete({
      purpose: 'act',
      instructions,
      messages: modelMessages([...replaced(state.messages, heard), ...sentBack(state)]),
      tools,
      ...(prefer === undefined ? {} : { prefer }),
      signal: run.signal,
    });
    run.note({
      ...completionNote(completion),
      detail: {
        prompt: version,
        ...(completion.mean_log_probability == null
          ? {}
          : { mean_log_probability: completion.mean_log_probability }),
      },
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

/** The customer's message of this turn with the context that is new to the model, unless it was told already. */
function withContext(
  { messages, turn_id, context }: ActState,
  situation: readonly Told[],
): readonly Message[] {
  const message = messages.find(({ id, type }) => id === turn_id && type === 'human');
  if (!message || message.told) return [];
  const found = context.map(toldPiece);
  return [{ ...message, told: newContext([...situation, ...found], messages) }];
}

function replaced(messages: readonly Message[], update: readonly Message[]): readonly Message[] {
  const newer = new Map(update.map((message) => [message.id, message]));
  const known = new Set(messages.map(({ id }) => id));
  return [
    ...messages.map((message) => newer.get(message.id) ?? message),
    ...update.filter(({ id }) => !known.has(id)),
  ];
}

/** Tells the model why its last answer was not sent. It is for one call: with the next answer it is settled. */
function sentBack({ turn_id, faults, rejected }: ActState): readonly Message[] {
  if (faults.length === 0) return [];
  const text = `Your last answer was not sent: ${faults.join('; ')}. Write it again without that.`;
  const told: Told = { source: 'situation', provenance: 'faults', text };
  return [
    ...(rejected === null ? [] : [{ id: `${turn_id}.rejected`, type: 'ai' as const, content: rejected }]),
    { id: `${turn_id}.again`, type: 'human', content: '', told: [told] },
  ];
}

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
  const { text: written, citations } = citationsIn(completion.text, pagesOf(state));
  const before = written === '' ? [] : state.spoken;
  const text = withoutRestated(
    written,
    before.map((spoken) => spoken.text),
  );
  const question = askedIn(text);
  return {
    messages: heard,
    proposal: null,
    further: null,
    denials: state.denials,
    pending: question === null ? null : { kind: 'model-question' as const, question },
    draft: {
      text: spokenText([...before, { text }]),
      citations: [...before.flatMap((spoken) => spoken.citations), ...citations],
      grounds: before.flatMap(({ grounds }) => grounds),
      outcome: question === null ? ('answered' as const) : ('asked' as const),
      by: 'model' as const,
    },
  };
}

/** The passages that the model knows: those of this turn, and those that it was told before. */
function pagesOf({ context, messages }: ActState): Parameters<typeof citationsIn>[1] {
  return [...context, ...messages.flatMap(({ told = [] }) => told)];
}

/** The end of an action as the result of the model's call. */
function endMessage(end: ActionEnd, messages: readonly Message[]): Message {
  const { proposal } = end;
  return {
    id: `${proposal.action_id}.end`,
    type: 'tool',
    content: [sinceBefore(endInWords(end), messages), ...changeInWords(proposal)].join('\n'),
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
      return compactResult(result);
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
