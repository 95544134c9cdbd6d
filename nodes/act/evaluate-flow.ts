import type { FlowStep } from '../../core/flow.ts';
import type { FlowFrame } from '../../core/flow-memory.ts';
import type { Option } from '../../core/state.ts';
import { contentHash, isJsonObject, type Json } from '../../core/values/json.ts';
import { own, setOwn } from '../../core/values/own.ts';
import { renderText, renderValue } from '../../core/values/template.ts';
import { choiceOptions } from '../../hearing/read-slot.ts';
import { askList } from './ask-list.ts';
import { compute, statedValues } from './compute-value.ts';
import type { AskedSlot, FlowEffect, FlowSetting, FlowSpot, FlowWalk } from './flow-effect.ts';
import { branches, elements, holds, listOptions, offered, type Scope, stillOffered } from './flow-options.ts';
import { invoke, judgeAhead } from './invoke-tool.ts';

/**
 * Evaluates a flow from its first step over its frame, and returns its next effect. Pure: the same frame gives the
 * same effect, so that no position is stored.
 */
export function evaluateFlow(setting: FlowSetting, frame: FlowFrame): FlowEffect {
  const plain = Object.entries(frame.slots).filter(([key]) => !key.includes('@'));
  const scope: Scope = { ...Object.fromEntries(plain), session: setting.session };
  const steps = setting.flows.get(frame.flow)?.steps ?? [];
  const begun = { ...setting, frame, computed: false };
  return walk(begun, steps, { scope, suffix: '', path: '' }) ?? { do: 'end', outcome: 'answered' };
}

function walk(memory: FlowWalk, steps: readonly FlowStep[], spot: FlowSpot): FlowEffect | null {
  for (const [index, step] of steps.entries()) {
    const effect = evaluateStep(memory, step, { ...spot, path: `${spot.path}/${index}` });
    if (effect) return effect;
  }
  return null;
}

function evaluateStep(memory: FlowWalk, step: FlowStep, spot: FlowSpot): FlowEffect | null {
  if ('ask' in step) return ask(memory, [step.ask].flat(), spot);
  if ('lookup' in step) return invoke(memory, step.lookup, spot);
  if ('call' in step) return invoke(memory, step.call, spot);
  if ('judge' in step) return judgeAhead(memory, step.judge, spot);
  if ('compute' in step) return compute(memory, step.compute, spot);
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

function evaluateBlock(memory: FlowWalk, step: Block, spot: FlowSpot): FlowEffect | null {
  if ('when' in step)
    return walk(memory, branches(step.when, spot.scope) ? step.then : (step.else ?? []), {
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

function ask(walk: FlowWalk, names: readonly string[], spot: FlowSpot): FlowEffect | null {
  const { slots, frame, lists } = walk;
  const { scope, suffix } = spot;
  const [only = ''] = names;
  const list = slots.get(only);
  if (list?.many) return askList(walk, { name: only, slot: list }, spot);
  const asked = names.flatMap((name): readonly NamedSlot[] => {
    const slot = slots.get(name);
    if (!slot) return [];
    const key = `${name}${suffix}`;
    const all = slot.from ? listOptions(slot.from, scope) : choiceOptions(slot);
    const options = slot.from ? offered(all, frame, key) : all;
    return [{ name, key, slot, options, refused: all.filter((option) => !options.includes(option)) }];
  });
  lists?.push(...asked.filter(({ slot }) => slot.from));
  const filled = asked.find((each) => isFilled(frame, each, spot));
  if (filled) {
    setOwn(scope, filled.name, filledWith(frame, filled, spot) ?? null);
    return null;
  }
  const first = asked[0];
  if (!first) return { do: 'escalate', reason: `nothing declares the slot \`${names.join('`, `')}\`` };
  const { from } = first.slot;
  if (from && first.options.length === 0)
    return { do: 'refuse', tell: from.none === undefined ? null : renderText(from.none, scope) };
  return question(frame, asked, first, scope);
}

type NamedSlot = AskedSlot & { readonly name: string; readonly refused: readonly Option[] };

/** A slot's value; that of an element's slot is in the list. */
function filledWith(
  frame: FlowFrame,
  { name, key, slot }: NamedSlot,
  { element }: FlowSpot,
): Json | undefined {
  if (slot.of === undefined || slot.of !== element?.list) return own(frame.slots, key);
  const list = own(frame.slots, element.list);
  const mine = Array.isArray(list) ? list[element.index] : undefined;
  return mine !== undefined && isJsonObject(mine) ? own(mine, name) : undefined;
}

function isFilled(frame: FlowFrame, asked: NamedSlot, spot: FlowSpot): boolean {
  const { slot, options } = asked;
  const value = filledWith(frame, asked, spot);
  return value !== undefined && (!slot.from || stillOffered(value, options));
}

function question(frame: FlowFrame, asked: readonly AskedSlot[], first: NamedSlot, scope: Scope): FlowEffect {
  const failed = asked.some(({ key }) => (own(frame.attempts, key) ?? 0) > 0);
  const text = renderText((failed ? first.slot.retry : undefined) ?? first.slot.ask, scope);
  return {
    do: 'ask',
    slots: asked.map(({ key }) => key),
    text,
    options: first.options,
    listed: first.slot.from !== undefined,
    many: first.slot.from?.many ?? false,
    attributes: first.slot.from?.attributes,
    ...(first.refused.length > 0 ? { refused: first.refused } : {}),
  };
}

function each(
  memory: FlowWalk,
  step: Extract<FlowStep, { each: string }>,
  spot: FlowSpot,
): FlowEffect | null {
  const collected: { [name: string]: Json[] } = Object.fromEntries(
    Object.keys(step.collect).map((name) => [name, []]),
  );
  const list = listSlot(step.each, memory);
  for (const [index, element] of elements(renderValue(step.each, spot.scope)).entries()) {
    const inner: Scope = { ...spot.scope, [step.as]: element };
    if (!step.where.every((condition) => holds(condition, inner))) continue;
    const effect = walk(memory, step.steps, {
      scope: inner,
      suffix: `${spot.suffix}@${index}`,
      path: `${spot.path}@${index}`,
      element: list === null ? undefined : { list, index },
    });
    if (effect) return effect;
    for (const [name, template] of Object.entries(step.collect))
      own(collected, name)?.push(collectedValue(template, inner));
  }
  for (const [name, values] of Object.entries(collected)) setOwn(spot.scope, name, values);
  return null;
}

/** The slot whose list a path names: `{passengers}`. Null for any other path. */
function listSlot(path: string, { slots }: FlowWalk): string | null {
  const name = path.slice(1, -1);
  return slots.get(name)?.many ? name : null;
}

function collectedValue(template: string | Record<string, string>, scope: Scope): Json {
  if (typeof template === 'string') return renderValue(template, scope) ?? null;
  return Object.fromEntries(
    Object.entries(template).map(([key, each]) => [key, renderValue(each, scope) ?? null]),
  );
}

function confirm(
  memory: FlowWalk,
  step: Extract<FlowStep, { confirm: string }>,
  spot: FlowSpot,
): FlowEffect | null {
  const question = renderText(step.confirm, spot.scope);
  const answered = own(memory.frame.answers, question);
  if (answered === undefined) return { do: 'ask-yes-no', question };
  return answered ? null : walk(memory, step.else, { ...spot, path: `${spot.path}!` });
}

function say({ frame, computed }: FlowWalk, template: string, { scope, path }: FlowSpot): FlowEffect | null {
  const text = renderText(template, scope);
  const key = contentHash([path, text]).slice(0, 12);
  if (frame.said.includes(key)) return null;
  const grounds = [template, ...(computed ? statedValues(template, scope) : [])];
  return { do: 'say', key, text, grounds };
}

function answer({ frame }: FlowWalk, { path }: FlowSpot): FlowEffect | null {
  const key = `answer${path}`;
  return frame.said.includes(key) ? null : { do: 'answer', key };
}
