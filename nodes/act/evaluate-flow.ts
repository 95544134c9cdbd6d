import { actionHash, type ProposedAction } from '../../core/action.ts';
import type { Flow, FlowEnd, FlowStep, Invocation, Slot } from '../../core/flow.ts';
import type { FlowFrame } from '../../core/flow-memory.ts';
import type { Option } from '../../core/state.ts';
import { contentHash, isJsonObject, type Json, type JsonObject } from '../../core/values/json.ts';
import { own, setOwn } from '../../core/values/own.ts';
import { renderText, renderValue } from '../../core/values/template.ts';
import { choiceOptions } from '../../hearing/read-slot.ts';
import { elements, holds, listOptions, offered, type Scope, stillOffered } from './flow-options.ts';
import { readDenial } from './read-denial.ts';
import { renderArguments } from './render-arguments.ts';

/** The next effect of a flow. */
export type FlowEffect =
  | {
      readonly do: 'ask';
      readonly slots: readonly string[];
      readonly text: string;
      readonly options: readonly Option[];
      /** True if the options are records, not declared choices. */
      readonly listed: boolean;
      readonly many: boolean;
    }
  | { readonly do: 'ask-yes-no'; readonly question: string }
  | { readonly do: 'propose'; readonly action: ProposedAction }
  | {
      readonly do: 'ask-again';
      /** The slots that are asked again; failed attempts count for the first. */
      readonly slots: readonly string[];
      readonly forget: string;
      readonly tell: string | null;
    }
  | { readonly do: 'refuse'; readonly tell: string }
  | { readonly do: 'say'; readonly key: string; readonly text: string; readonly template: string }
  | { readonly do: 'answer'; readonly key: string }
  | { readonly do: 'escalate'; readonly reason: string }
  | { readonly do: 'end'; readonly outcome: FlowEnd };

interface FlowSpot {
  readonly scope: Scope;
  /** The suffix of slot keys inside `each`: `@0`. */
  readonly suffix: string;
  /** The path in the flow, part of the key of said texts. */
  readonly path: string;
}

/** The input of an evaluation: the declared flows and the frame. */
interface Memory {
  readonly flows: ReadonlyMap<string, Flow>;
  readonly slots: ReadonlyMap<string, Slot>;
  readonly frame: FlowFrame;
  /** Receives the lists that the evaluation comes across, if anybody asks for them. */
  readonly lists?: AskedSlot[] | undefined;
}

/**
 * Evaluates a flow from its first step over its frame, and returns its next effect. Pure: the same frame gives the
 * same effect, so that no position is stored.
 */
export function evaluateFlow(
  flows: ReadonlyMap<string, Flow>,
  slots: ReadonlyMap<string, Slot>,
  frame: FlowFrame,
  session: JsonObject,
  lists?: AskedSlot[],
): FlowEffect {
  const plain = Object.entries(frame.slots).filter(([key]) => !key.includes('@'));
  const scope: Scope = { ...Object.fromEntries(plain), session };
  const steps = flows.get(frame.flow)?.steps ?? [];
  return (
    walk({ flows, slots, frame, lists }, steps, { scope, suffix: '', path: '' }) ?? {
      do: 'end',
      outcome: 'answered',
    }
  );
}

function walk(memory: Memory, steps: readonly FlowStep[], spot: FlowSpot): FlowEffect | null {
  for (const [index, step] of steps.entries()) {
    const effect = evaluateStep(memory, step, { ...spot, path: `${spot.path}/${index}` });
    if (effect) return effect;
  }
  return null;
}

function evaluateStep(memory: Memory, step: FlowStep, spot: FlowSpot): FlowEffect | null {
  if ('ask' in step) return ask(memory, [step.ask].flat(), spot);
  if ('lookup' in step) return invoke(memory, step.lookup, spot);
  if ('call' in step) return invoke(memory, step.call, spot);
  if ('say' in step) return say(memory, step.say, spot);
  if ('answer' in step) return answer(memory, spot);
  if ('escalate' in step) return { do: 'escalate', reason: renderText(step.escalate, spot.scope) };
  if ('end' in step) return { do: 'end', outcome: step.end };
  return evaluateBlock(memory, step, spot);
}

type Block = Extract<
  FlowStep,
  { when: unknown } | { each: unknown } | { confirm: unknown } | { run: unknown }
>;

function evaluateBlock(memory: Memory, step: Block, spot: FlowSpot): FlowEffect | null {
  if ('when' in step)
    return walk(memory, holds(step.when, spot.scope) ? step.then : (step.else ?? []), {
      ...spot,
      path: `${spot.path}?`,
    });
  if ('each' in step) return each(memory, step, spot);
  if ('confirm' in step) return confirm(memory, step, spot);
  return walk(memory, memory.flows.get(step.run)?.steps ?? [], {
    ...spot,
    path: `${spot.path}:${step.run}`,
  });
}

/** A slot with the options of its list, under its key in the memory. */
export interface AskedSlot {
  readonly key: string;
  readonly slot: Slot;
  readonly options: readonly Option[];
}

function ask(
  { slots, frame, lists }: Memory,
  names: readonly string[],
  { scope, suffix }: FlowSpot,
): FlowEffect | null {
  const asked = names.flatMap((name): readonly (AskedSlot & { readonly name: string })[] => {
    const slot = slots.get(name);
    if (!slot) return [];
    const key = `${name}${suffix}`;
    const options = slot.from ? offered(listOptions(slot.from, scope), frame, key) : choiceOptions(slot);
    return [{ name, key, slot, options }];
  });
  lists?.push(...asked.filter(({ slot }) => slot.from));
  const filled = asked.find((each) => isFilled(frame, each));
  if (filled) {
    setOwn(scope, filled.name, own(frame.slots, filled.key) ?? null);
    return null;
  }
  const first = asked[0];
  if (!first) return { do: 'escalate', reason: `nothing declares the slot \`${names.join('`, `')}\`` };
  const { from } = first.slot;
  if (from && first.options.length === 0) return { do: 'refuse', tell: renderText(from.none, scope) };
  return question(frame, asked, first, scope);
}

function isFilled(frame: FlowFrame, { key, slot, options }: AskedSlot): boolean {
  const value = own(frame.slots, key);
  return value !== undefined && (!slot.from || stillOffered(value, options));
}

function question(frame: FlowFrame, asked: readonly AskedSlot[], first: AskedSlot, scope: Scope): FlowEffect {
  const failed = asked.some(({ key }) => (own(frame.attempts, key) ?? 0) > 0);
  const text = renderText((failed ? first.slot.retry : undefined) ?? first.slot.ask, scope);
  return {
    do: 'ask',
    slots: asked.map(({ key }) => key),
    text,
    options: first.options,
    listed: first.slot.from !== undefined,
    many: first.slot.from?.many ?? false,
  };
}

function invoke({ frame }: Memory, invocation: Invocation, { scope, suffix }: FlowSpot): FlowEffect | null {
  const action = { name: invocation.tool, arguments: renderArguments(invocation.with, scope) };
  const hash = actionHash(action);
  const denied = own(frame.denied, hash);
  if (denied) {
    const { slot, tell } = readDenial(invocation, denied);
    if (slot === null) return { do: 'refuse', tell };
    return { do: 'ask-again', slots: [filledKey(frame, slot, suffix)], forget: hash, tell };
  }
  const result = own(frame.results, hash);
  if (result === undefined) return { do: 'propose', action };
  if (invocation.missing && isJsonObject(result) && result['exists'] === false) {
    const slots = [invocation.missing].flat().map((name) => filledKey(frame, name, suffix));
    return { do: 'ask-again', slots, forget: hash, tell: null };
  }
  if (invocation.as) setOwn(scope, invocation.as, result);
  return null;
}

function each(memory: Memory, step: Extract<FlowStep, { each: string }>, spot: FlowSpot): FlowEffect | null {
  const collected: { [name: string]: Json[] } = Object.fromEntries(
    Object.keys(step.collect).map((name) => [name, []]),
  );
  for (const [index, element] of elements(renderValue(step.each, spot.scope)).entries()) {
    const inner: Scope = { ...spot.scope, [step.as]: element };
    if (!step.where.every((condition) => holds(condition, inner))) continue;
    const effect = walk(memory, step.steps, {
      scope: inner,
      suffix: `${spot.suffix}@${index}`,
      path: `${spot.path}@${index}`,
    });
    if (effect) return effect;
    for (const [name, template] of Object.entries(step.collect))
      own(collected, name)?.push(collectedValue(template, inner));
  }
  for (const [name, values] of Object.entries(collected)) setOwn(spot.scope, name, values);
  return null;
}

function collectedValue(template: string | Record<string, string>, scope: Scope): Json {
  if (typeof template === 'string') return renderValue(template, scope) ?? null;
  return Object.fromEntries(
    Object.entries(template).map(([key, each]) => [key, renderValue(each, scope) ?? null]),
  );
}

function confirm(
  memory: Memory,
  step: Extract<FlowStep, { confirm: string }>,
  spot: FlowSpot,
): FlowEffect | null {
  const question = renderText(step.confirm, spot.scope);
  const answered = own(memory.frame.answers, question);
  if (answered === undefined) return { do: 'ask-yes-no', question };
  return answered ? null : walk(memory, step.else, { ...spot, path: `${spot.path}!` });
}

function say({ frame }: Memory, template: string, { scope, path }: FlowSpot): FlowEffect | null {
  const text = renderText(template, scope);
  const key = contentHash([path, text]).slice(0, 12);
  return frame.said.includes(key) ? null : { do: 'say', key, text, template };
}

function answer({ frame }: Memory, { path }: FlowSpot): FlowEffect | null {
  const key = `answer${path}`;
  return frame.said.includes(key) ? null : { do: 'answer', key };
}

/** The key of a filled slot: this element's own, or that of an outer `each`. */
function filledKey(frame: FlowFrame, slot: string, suffix: string): string {
  const key = `${slot}${suffix}`;
  if (suffix === '' || own(frame.slots, key) !== undefined) return key;
  return filledKey(frame, slot, suffix.slice(0, suffix.lastIndexOf('@')));
}
