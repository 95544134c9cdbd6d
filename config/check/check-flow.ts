import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Condition, FlowStep, Invocation, Slot } from '../../core/flow.ts';
import { ANYTHING, type Shape } from '../../core/values/value-shape.ts';
import type { DocumentPath, Problem } from '../read/source.ts';
import { suggest } from '../read/suggest.ts';
import { flowShapes, optionNames } from '../schemas/flow-shapes.ts';
import { type FlowReach, nestedSteps, reachFlow } from '../schemas/reach-flow.ts';
import { checkInvocation, slotsToAskAgain } from './check-invocation.ts';
import { checkOnePath, checkTemplate } from './check-template.ts';
import type { LinkContext } from './link-context.ts';
import { sessionShape } from './session-names.ts';

interface Walk {
  readonly context: LinkContext;
  readonly reach: FlowReach;
  /** The shape of each name, wherever in the flows it is given. */
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly found: Diagnostic[];
}

interface StepSpot {
  readonly flow: string;
  readonly path: DocumentPath;
  /** The names known so far. Steps add to it; `each` works on a copy. */
  readonly names: Map<string, Shape>;
  /** The chain of flows that run each other, outermost first. */
  readonly running: readonly string[];
}

/** Checks the steps of a flow in the order in which they would run, including the flows that it runs. */
export function checkFlow(name: string, context: LinkContext): readonly Diagnostic[] {
  const reach = reachFlow(name, context.agent.declaration.flows);
  const { flows } = context.agent.declaration;
  const shapes = flowShapes(reach, flows, context.tools, sessionShape(context.agent));
  const walk: Walk = { context, reach, shapes, found: [] };
  const early = [...shapes].filter(([known]) => known === 'session' || reach.slots.has(known));
  checkSteps(walk, flows.get(name)?.steps ?? [], {
    flow: name,
    path: ['steps'],
    names: new Map(early),
    running: [name],
  });
  return walk.found;
}

function report({ context, found }: Walk, flow: string, problems: readonly Problem[]): void {
  const source = context.agent.flows.get(flow);
  if (source) found.push(...problems.map(source.diagnose));
}

function checkSteps(walk: Walk, steps: readonly FlowStep[], spot: StepSpot): void {
  for (const [index, step] of steps.entries()) {
    const here = { ...spot, path: [...spot.path, index] };
    checkStep(walk, step, here);
    if (('end' in step || 'escalate' in step) && index < steps.length - 1) {
      report(walk, spot.flow, [
        {
          code: 'LINK_UNUSED',
          severity: 'warning',
          path: [...spot.path, index + 1],
          message: 'this step is never reached',
        },
      ]);
    }
  }
}

function checkStep(walk: Walk, step: FlowStep, spot: StepSpot): void {
  if ('ask' in step) checkAsk(walk, [step.ask].flat(), spot);
  else if ('lookup' in step) checkInvoke(walk, 'lookup', step.lookup, spot);
  else if ('call' in step) checkInvoke(walk, 'call', step.call, spot);
  else if ('run' in step) checkRun(walk, step.run, spot);
  else if ('each' in step) checkEach(walk, step, spot);
  else checkTexts(walk, step, spot);
}

function checkTexts(walk: Walk, step: FlowStep, spot: StepSpot): void {
  for (const key of ['say', 'escalate', 'confirm'] as const) {
    const text = (step as { readonly [key: string]: unknown })[key];
    if (typeof text === 'string')
      report(walk, spot.flow, checkTemplate(text, [...spot.path, key], spot.names, walk.reach.given));
  }
  if ('when' in step) report(walk, spot.flow, checkCondition(walk, step.when, [...spot.path, 'when'], spot));
  for (const { key, steps } of nestedSteps(step))
    checkSteps(walk, steps, { ...spot, path: [...spot.path, key] });
}

function checkCondition(
  { reach }: Walk,
  condition: Condition,
  path: DocumentPath,
  { names }: StepSpot,
): readonly Problem[] {
  return checkOnePath(condition.value, [...path, 'value'], names, reach.given);
}

function checkAsk(walk: Walk, slots: readonly string[], spot: StepSpot): void {
  for (const [index, name] of slots.entries()) {
    const path = slots.length === 1 ? [...spot.path, 'ask'] : [...spot.path, 'ask', index];
    const declared = walk.reach.slots.get(name);
    if (!declared) {
      report(walk, spot.flow, [unknownSlot(walk, name, path)]);
      continue;
    }
    const { slot, flow } = declared;
    const at = ['slots', name];
    const check = (text: string | undefined, ...keys: readonly string[]) =>
      text === undefined ? [] : checkTemplate(text, [...at, ...keys], spot.names, walk.reach.given);
    report(walk, flow, [
      ...check(slot.ask, 'ask'),
      ...check(slot.retry, 'retry'),
      ...check(slot.why, 'why'),
      ...check(slot.from?.list, 'from', 'list'),
      ...check(slot.from?.none, 'from', 'none'),
      ...(slot.from ? checkOptions(slot.from, [...at, 'from'], spot) : []),
    ]);
  }
}

/** Checks the templates of a slot's options; they read the fields of an element before other names. */
function checkOptions(
  from: NonNullable<Slot['from']>,
  at: DocumentPath,
  { names }: StepSpot,
): readonly Problem[] {
  const known = optionNames(from, names);
  const labels = [from.label].flat();
  return [
    ...checkTemplate(from.value, [...at, 'value'], known),
    ...labels.flatMap((label, index) =>
      checkTemplate(label, [...at, 'label', ...(Array.isArray(from.label) ? [index] : [])], known),
    ),
    ...from.where.flatMap((condition, index) =>
      checkOnePath(condition.value, [...at, 'where', index, 'value'], known),
    ),
  ];
}

function unknownSlot({ reach }: Walk, name: string, path: DocumentPath): Problem {
  return {
    code: 'LINK_UNKNOWN',
    path,
    message: `unknown slot \`${name}\``,
    help: suggest(name, reach.slots.keys()),
  };
}

function checkInvoke(walk: Walk, kind: 'lookup' | 'call', invocation: Invocation, spot: StepSpot): void {
  const path = [...spot.path, kind];
  const slots = slotsToAskAgain(invocation, path);
  report(walk, spot.flow, [
    ...checkInvocation(kind, invocation, path, walk.context.tools, spot.names),
    ...slots
      .filter(({ name }) => !walk.reach.slots.has(name))
      .map(({ name, at }) => unknownSlot(walk, name, at)),
    ...Object.entries(invocation.with).flatMap(([key, value]) =>
      [value].flat().flatMap((text, index) => {
        const at = [...path, 'with', key, ...(Array.isArray(value) ? [index] : [])];
        return typeof text === 'string' ? checkTemplate(text, at, spot.names, walk.reach.given) : [];
      }),
    ),
    ...give(walk, invocation.as, [...path, 'as'], spot),
  ]);
}

/** Makes a name known to later steps. */
function give(
  { reach, shapes }: Walk,
  name: string | undefined,
  path: DocumentPath,
  { names }: StepSpot,
): readonly Problem[] {
  if (name === undefined) return [];
  if (name === 'session' || reach.slots.has(name)) {
    return [
      {
        code: 'LINK_TAKEN',
        path,
        message: `\`${name}\` is already the name of ${name === 'session' ? 'the session' : 'a slot'}`,
      },
    ];
  }
  names.set(name, shapes.get(name) ?? ANYTHING);
  return [];
}

function checkEach(walk: Walk, step: Extract<FlowStep, { each: string }>, spot: StepSpot): void {
  const { path, names } = spot;
  const inner = { ...spot, path: [...path, 'steps'], names: new Map(names) };
  report(walk, spot.flow, [
    ...checkOnePath(step.each, [...path, 'each'], names, walk.reach.given),
    ...give(walk, step.as, [...path, 'as'], inner),
  ]);
  for (const [index, condition] of step.where.entries())
    report(walk, spot.flow, checkCondition(walk, condition, [...path, 'where', index], inner));
  checkSteps(walk, step.steps, inner);
  for (const [name, template] of Object.entries(step.collect)) {
    report(walk, spot.flow, [
      ...collectedTemplates(template, [...path, 'collect', name]).flatMap(([text, at]) =>
        checkTemplate(text, at, inner.names, walk.reach.given),
      ),
      ...give(walk, name, [...path, 'collect', name], spot),
    ]);
  }
}

/** The templates of a collected value, each with its path. */
function collectedTemplates(
  template: string | Record<string, string>,
  path: DocumentPath,
): readonly (readonly [string, DocumentPath])[] {
  if (typeof template === 'string') return [[template, path]];
  return Object.entries(template).map(([key, text]) => [text, [...path, key]]);
}

function checkRun(walk: Walk, flow: string, spot: StepSpot): void {
  const { agent } = walk.context;
  const path = [...spot.path, 'run'];
  if (spot.running.includes(flow)) {
    const circle = [...spot.running.slice(spot.running.indexOf(flow)), flow]
      .map((name) => `\`${name}\``)
      .join(' → ');
    report(walk, spot.flow, [
      { code: 'LINK_CYCLE', path, message: `flows run each other without end: ${circle}` },
    ]);
    return;
  }
  const declared = agent.declaration.flows.get(flow);
  if (declared) {
    checkSteps(walk, declared.steps, {
      ...spot,
      flow,
      path: ['steps'],
      running: [...spot.running, flow],
    });
  } else if (!agent.broken.has(`agents/${agent.declaration.config.name}/flows/${flow}.yaml`)) {
    report(walk, spot.flow, [
      {
        code: 'LINK_UNKNOWN',
        path,
        message: `unknown flow \`${flow}\``,
        help: suggest(flow, agent.declaration.flows.keys()),
      },
    ]);
  }
}
