import type { FlowStep } from '../../core/flow.ts';
import type { FlowFrame } from '../../core/flow-memory.ts';
import { contentHash, type Json } from '../../core/values/json.ts';
import { own, setOwn } from '../../core/values/own.ts';
import { renderText, renderValue } from '../../core/values/template.ts';
import { choiceOptions } from '../../hearing/read-slot.ts';
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

function ask(
  { slots, frame, lists }: FlowWalk,
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
    attributes: first.slot.from?.attributes,
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
