import type { Proposal } from '../../core/action.ts';
import { escalationRequest } from '../../core/escalation.ts';
import type { Flow, FlowEnd } from '../../core/flow.ts';
import { type FlowFrame, referencesOf } from '../../core/flow-memory.ts';
import { currentFlow, currentGoal, MOST_RECENT, withoutCurrent } from '../../core/goal.ts';
import { sessionFacts } from '../../core/session.ts';
import type { ActionEnd, NodeState } from '../../core/state.ts';
import type { FlowFunctions } from '../../core/tool.ts';
import type { EndedGoal } from '../../core/turn.ts';
import { own } from '../../core/values/own.ts';
import { attest } from '../../hearing/attested/attest.ts';
import type { FlowReach } from '../../hearing/flow-slots.ts';
import type { Language } from '../../hearing/languages/language.ts';
import { sayNext } from '../../saying/say-goals.ts';
import { type AnswerOptions, answerQuestion, unanswered } from './answer-question.ts';
import { askAttributeList, type ListWords } from './ask-attribute-list.ts';
import { askWhetherMeant } from './ask-whether-meant.ts';
import type { ActReads, Driver } from './driver.ts';
import { evaluateFlow } from './evaluate-flow.ts';
import type { FlowEffect, FlowSetting } from './flow-effect.ts';
import { asked, type FlowUpdate, type FlowWork, finish, left, put, say } from './flow-work.ts';
import { forgetAnswer } from './forget-answer.ts';
import { optionLines, readList } from './list-question.ts';
import { offeredLists } from './offered-lists.ts';

export interface FlowDriverOptions {
  readonly flows: ReadonlyMap<string, Flow>;
  readonly reach: ReadonlyMap<string, FlowReach>;
  readonly functions: FlowFunctions;
  /** The session's name for the customer's id. */
  readonly identityAs: string;
  /** Failed answers to one question before a person is called. */
  readonly questions: number;
  /** The `about` of each flow. */
  readonly about: ReadonlyMap<string, string>;
  /** The words that offer an intent to a customer, by its name. */
  readonly choices: ReadonlyMap<string, string>;
  /** The time zone in which customers name days. */
  readonly zone: string;
  readonly language?: Language;
  /** Where passages are quoted and offered. */
  readonly answers: AnswerOptions['answers'];
  readonly says: { readonly [key in Said]: string } & AnswerOptions['says'] & ListWords;
}

type Said = 'declined' | 'next' | 'many' | 'alsoSaid' | 'notMeant' | 'noChoices';

/** A driver by declared steps: without a model, free, deterministic. */
export function flowDriver(options: FlowDriverOptions): Driver {
  return async function actByFlow(state, run) {
    const work = absorb(options, state);
    // A bound against a declaration that never ends.
    for (let round = 0; round < 200; round++) {
      const frame = currentFlow(work.goals);
      if (!frame) return finish(work);
      const reach = options.reach.get(frame.flow);
      if (!reach)
        return {
          ...left(work),
          escalation: escalationRequest('flow_missing', `no flow \`${frame.flow}\` is declared any more`),
        };
      const session = sessionFacts(work.session, options.identityAs, false);
      const { flows, functions } = options;
      const setting = { flows, functions, slots: reach.slots, session, now: run.now };
      const effect = askWhetherMeant(currentGoal(work.goals), options) ?? evaluateFlow(setting, frame);
      run.note({ detail: { flow: frame.flow, effect: effect.do } });
      const update = apply(options, state, work, { frame, setting }, effect);
      run.note({ detail: unanswered(options, effect, work, frame) });
      if (update) return update;
    }
    return {
      ...left(work),
      escalation: escalationRequest('flow_endless', 'the flow does not come to an end'),
    };
  };
}

interface Evaluated {
  readonly frame: FlowFrame;
  readonly setting: FlowSetting;
}

/** Applies an effect. Returns an update if the driver's call ends with it, null to continue. */
function apply(
  options: FlowDriverOptions,
  state: Pick<NodeState, ActReads>,
  work: FlowWork,
  { frame, setting }: Evaluated,
  effect: FlowEffect,
): FlowUpdate | null {
  switch (effect.do) {
    case 'say':
      work.spoken.push({ text: effect.text, citations: [], grounds: effect.grounds });
      return put(work, { ...frame, said: [...frame.said, effect.key] });
    case 'answer':
      return answerQuestion(options, work, state.passages, { frame, setting, key: effect.key });
    case 'refuse':
      say(work, effect.tell ?? options.says.noChoices);
      return pop(options, work, frame, 'refused');
    case 'end':
      return pop(options, work, frame, effect.outcome);
    case 'ask-again':
      return askAgain(options, work, frame, effect);
    case 'fill':
      return put(work, { ...frame, slots: { ...frame.slots, [effect.key]: effect.value } });
    case 'propose':
      return propose(state, work, effect);
    case 'ask':
      return ask(options, state.turn_id, work, { frame, setting }, effect);
    case 'ask-yes-no':
      return asked(work, effect.question, '', { kind: 'yes-no', question: effect.question });
    case 'escalate':
      // The person reads what the flow knows; their answer ends it.
      return { ...left(work), escalation: escalationRequest('flow_escalates', effect.reason) };
    case 'fail':
      throw effect.error;
  }
}

/** Asks for a slot, unless what was said before fills it. */
function ask(
  options: FlowDriverOptions,
  turnId: string,
  work: FlowWork,
  { frame, setting }: Evaluated,
  effect: Extract<FlowEffect, { do: 'ask' }>,
): FlowUpdate | null {
  if (effect.attributes) {
    const { says, zone, language } = options;
    const asks = askAttributeList(work, frame, effect, { says, time: { zone, language, now: setting.now } });
    return 'frame' in asks ? chosen(turnId, work, setting, effect, asks.frame) : asks;
  }
  const read = readList(frame, effect, () => offeredLists(setting, frame), options.language);
  if ('frame' in read) return chosen(turnId, work, setting, effect, read.frame);
  const { slots, many, text, refused } = effect;
  const lines = optionLines(read.options, options.says);
  const pending = { kind: 'question', slots, options: read.options, many } as const;
  return asked(work, text, lines, refused ? { ...pending, refused } : pending);
}

/** Keeps what earlier words have chosen. */
function chosen(
  turnId: string,
  work: FlowWork,
  { slots }: FlowSetting,
  { slots: [key = ''] }: Extract<FlowEffect, { do: 'ask' }>,
  frame: FlowFrame,
): null {
  const slot = slots.get(key);
  const said = { value: own(frame.slots, key) ?? null, span: frame.opening };
  if (slot) work.session = attest(work.session, key, slot, said, turnId);
  return put(work, frame);
}

/** Ends the current goal. The next one, if it waited for this, is named. */
function pop(
  options: FlowDriverOptions,
  work: FlowWork,
  frame: FlowFrame,
  outcome: FlowEnd,
  state: EndedGoal['state'] = outcome === 'refused' ? 'refused' : 'done',
): null {
  const ended = currentGoal(work.goals);
  if (ended) work.goalEnds.push({ intent: ended.intent, state });
  work.goals = withoutCurrent(work.goals);
  work.recent = [...new Set([...work.recent, ...referencesOf(frame, MOST_RECENT)])].slice(-MOST_RECENT);
  // Lookups of earlier turns are grounds for texts of this turn.
  const grounds = [JSON.stringify(frame.results), JSON.stringify(frame.slots)];
  work.spoken.push({ text: '', citations: [], grounds });
  work.outcome = outcome;
  const next = currentGoal(work.goals);
  const interrupted = options.reach.get(frame.flow);
  // An unsure goal begins with a question that names it.
  const isNamed = next?.flow?.unsure !== undefined || interrupted?.light || interrupted?.answers;
  if (ended && next && !isNamed) work.spoken.push(sayNext(next, options.says, options.about));
  return null;
}

function askAgain(
  options: FlowDriverOptions,
  work: FlowWork,
  frame: FlowFrame,
  effect: Extract<FlowEffect, { do: 'ask-again' }>,
): FlowUpdate | null {
  const [first = ''] = effect.slots;
  const memory = forgetAnswer(frame, effect);
  const attempts = own(memory.attempts, first) ?? 0;
  if (effect.tell) say(work, effect.tell);
  put(work, memory);
  if (attempts < options.questions) return null;
  return {
    ...left(work),
    escalation: escalationRequest(
      'not_understood',
      `asked ${attempts} times for the ${first.replaceAll('_', ' ')}, without a usable answer`,
    ),
  };
}

function propose(
  state: Pick<NodeState, ActReads>,
  work: FlowWork,
  { action, hash, dry, only }: Extract<FlowEffect, { do: 'propose' }>,
): FlowUpdate {
  const number = state.proposals + 1;
  const proposal: Proposal = {
    action_id: `${state.turn_id}.a${number}`,
    action,
    by: 'flow',
    call_id: null,
    problem: null,
    origin: hash,
    ...(dry ? { dry } : {}),
    ...(only ? { only } : {}),
  };
  return { ...left(work), proposals: number, proposal };
}

/** Applies the end of the last proposed action. */
function absorb(options: FlowDriverOptions, state: Pick<NodeState, ActReads>): FlowWork {
  const work: FlowWork = {
    session: state.session,
    goals: state.goals,
    recent: state.recent,
    spoken: [...state.spoken],
    goalEnds: [...state.goalEnds],
    outcome: 'answered',
  };
  const frame = currentFlow(work.goals);
  if (state.lastAction && frame) absorbEnd(options, work, frame, state.lastAction);
  return work;
}

function absorbEnd(options: FlowDriverOptions, work: FlowWork, frame: FlowFrame, end: ActionEnd): void {
  const hash = end.proposal.origin;
  if (end.status === 'denied' || end.status === 'not_done') {
    put(work, { ...frame, denied: { ...frame.denied, [hash]: end.reasons } });
  } else if (end.status === 'declined') {
    say(work, options.says.declined);
    pop(options, work, frame, 'refused', 'dropped');
  } else {
    const result = end.status === 'judged' ? true : end.result;
    put(work, { ...frame, results: { ...frame.results, [hash]: result } });
  }
}
