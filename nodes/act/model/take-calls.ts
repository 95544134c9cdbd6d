import { actionHash, type Proposal } from '../../../core/action.ts';
import { escalationRequest } from '../../../core/escalation.ts';
import type { Message } from '../../../core/message.ts';
import type { RunContext } from '../../../core/node.ts';
import type { NodeState } from '../../../core/state.ts';
import { isEngineTool } from '../../../core/tool.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../core/values/json.ts';
import { type FittingCall, fittingText } from '../../../hearing/fitting-answer.ts';
import type { ActReads, ActWrites } from '../driver.ts';
import { answerEngineCall, type EngineCallOptions } from './answer-engine-call.ts';

export interface CallOptions extends EngineCallOptions {
  readonly hasEffects: (tool: string) => boolean;
  /** Denials in one turn before a person is called. */
  readonly denials: number;
}

type ActState = Pick<NodeState, ActReads>;
type ActUpdate = Partial<Pick<NodeState, ActWrites>>;
type ActRun = Pick<RunContext<'act'>, 'now' | 'note'>;
type Further = NonNullable<NodeState['further']>;

/**
 * Takes the calls of a model's answer: every read, then one action with effects. Each of them is judged, and the model
 * is asked again when all have ended.
 */
export function takeCalls(
  options: CallOptions,
  state: ActState,
  heard: readonly Message[],
  answer: { readonly text: string; readonly calls: readonly FittingCall[] },
  run: ActRun,
): ActUpdate {
  const id = `${state.turn_id}.a${state.proposals + 1}`;
  const { calls } = answer;
  const said: Message = {
    id: `${id}.call`,
    type: 'ai',
    content: fittingText(answer.text),
    calls: calls.map(({ problem: _problem, ...kept }) => kept),
  };
  const effects = calls.filter(({ name }) => options.hasEffects(name));
  const [first, ...others] = effects;
  const refused = others.map((call, index) => resultOf(`${id}.further${index}`, call, ONE_EFFECT));
  const further: Further = {
    calls: [...calls.filter((call) => !effects.includes(call)), ...(first ? [first] : [])],
    denials: state.denials,
    denied: false,
  };
  return proceed(options, state, [...heard, said, ...refused], further, run);
}

const ONE_EFFECT =
  'Not run: one action that changes something at a time. Wait for the result of the other, then propose this one.';

/** Takes the next call of the model's last answer, after the end of the one before it. */
export function takeFurther(
  options: CallOptions,
  state: ActState,
  heard: readonly Message[],
  further: Further,
  run: ActRun,
): ActUpdate {
  const denied = further.denied || state.lastAction?.status === 'denied';
  return proceed(options, state, heard, { ...further, denied }, run);
}

/** Answers calls until one has to be judged. Several denials of one answer count once. */
function proceed(
  options: CallOptions,
  before: ActState,
  heard: readonly Message[],
  further: Further,
  run: ActRun,
): ActUpdate {
  const messages = [...heard];
  let { denied } = further;
  let state = before;
  const number = state.proposals + 1;
  for (const [at, call] of further.calls.entries()) {
    const proposal = proposalOf(`${state.turn_id}.a${number}`, call);
    const answer = answerOwn(options, state, proposal, run) ?? answerAgain(options, state, proposal);
    if (!answer) {
      const rest: Further = { ...further, calls: further.calls.slice(at + 1), denied };
      const { denials } = further;
      return { ...known(state), messages, denials, proposals: number, proposal, draft: null, further: rest };
    }
    state = { ...state, ...answer.update };
    denied ||= answer.denied;
    messages.push(resultOf(`${state.turn_id}.r${number}.${at}`, call, answer.content));
  }
  const denials = further.denials + (denied ? 1 : 0);
  const ended = {
    ...known(state),
    messages,
    denials,
    proposals: number,
    proposal: null,
    draft: null,
  } as const;
  const tooMany = denied && denials >= options.denials;
  const reason = `${denials} answers of the model were denied in one turn`;
  return {
    ...ended,
    further: { calls: [], denials, denied: false },
    ...(tooMany ? { escalation: escalationRequest('repeated_denial', reason) } : {}),
  };
}

const known = ({ session, goals, repeats }: ActState) => ({ session, goals, repeats });

/** An answer without asking the rules. */
interface Answered {
  readonly content: string;
  readonly denied: boolean;
  readonly update: Partial<Pick<NodeState, 'session' | 'goals' | 'repeats'>>;
}

function answerOwn(options: CallOptions, state: ActState, proposal: Proposal, run: ActRun): Answered | null {
  const { action, problem } = proposal;
  if (problem !== null || !isEngineTool(action.name)) return null;
  const { content, denied, session, goals, noted } = answerEngineCall(options, state, action, run.now);
  if (noted) run.note({ detail: noted });
  return { content, denied, update: { session, goals } };
}

/**
 * The same call again in a turn is answered from the first, and refused after that. After an effect a read runs again:
 * it may find something else.
 */
function answerAgain(
  { hasEffects }: Pick<CallOptions, 'hasEffects'>,
  { results, repeats }: Pick<ActState, 'results' | 'repeats'>,
  { action, origin, problem }: Proposal,
): Answered | null {
  if (problem !== null) return null;
  const first = results.findLastIndex((result) => result.origin === origin);
  const found = results[first];
  const since = results.slice(first + 1).some(({ name }) => hasEffects(name));
  if (!found || (since && !hasEffects(action.name))) return null;
  if (repeats.includes(origin)) return { content: TWICE, denied: true, update: {} };
  const result = typeof found.result === 'string' ? found.result : JSON.stringify(found.result);
  const content = `It ran before in this turn, with this result: ${result}`;
  return { content, denied: false, update: { repeats: [...repeats, origin] } };
}

const TWICE = 'Not run: you have the result of this call twice. Go on with it, or answer the customer.';

const resultOf = (id: string, call: FittingCall, content: string): Message => ({
  id,
  type: 'tool',
  content,
  tool_call_id: call.id,
});

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
