import type { Flow, FlowStep, Slot } from '../../core/flow.ts';

/** Everything that a flow uses, including the flows that it runs. */
export interface FlowReach {
  readonly flows: ReadonlySet<string>;
  /** Slots by name, each with the flow that declares it. */
  readonly slots: ReadonlyMap<string, { readonly slot: Slot; readonly flow: string }>;
  readonly tools: ReadonlySet<string>;
  /** Functions of `compute` steps. */
  readonly functions: ReadonlySet<string>;
  /** Names given by lookups, calls, computations and `collect`. */
  readonly given: ReadonlySet<string>;
  readonly answersFromKnowledge: boolean;
}

/** Collects everything that a flow uses. */
export function reachFlow(name: string, flows: ReadonlyMap<string, Flow>): FlowReach {
  const reached = reachedFlows(name, flows);
  const declared = [...flows].flatMap(([each, flow]) => (reached.has(each) ? [{ name: each, flow }] : []));
  const steps = declared.flatMap(({ flow }) => allSteps(flow.steps));
  const slots = declared.flatMap(({ name: flow, flow: { slots: own } }) =>
    Object.entries(own).map(([slotName, slot]) => [slotName, { slot, flow }] as const),
  );
  return {
    flows: reached,
    slots: new Map(slots.toReversed()),
    tools: new Set(steps.flatMap(toolsOf)),
    functions: new Set(steps.flatMap((step) => ('compute' in step ? [step.compute.function] : []))),
    given: new Set(steps.flatMap(givenBy)),
    answersFromKnowledge: steps.some((step) => 'answer' in step),
  };
}

/** The steps inside a step, each with its path below it. */
export function nestedSteps(
  step: FlowStep,
): readonly { readonly key: string; readonly steps: readonly FlowStep[] }[] {
  if ('when' in step)
    return [{ key: 'then', steps: step.then }, ...(step.else ? [{ key: 'else', steps: step.else }] : [])];
  if ('each' in step) return [{ key: 'steps', steps: step.steps }];
  return 'confirm' in step ? [{ key: 'else', steps: step.else }] : [];
}

/** A list of steps with all steps inside them. */
export function allSteps(steps: readonly FlowStep[]): readonly FlowStep[] {
  return steps.flatMap((step) => [step, ...nestedSteps(step).flatMap((nested) => allSteps(nested.steps))]);
}

function reachedFlows(name: string, flows: ReadonlyMap<string, Flow>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    for (const step of allSteps(flows.get(next)?.steps ?? [])) if ('run' in step) open.push(step.run);
  }
  return reached;
}

function toolsOf(step: FlowStep): readonly string[] {
  if ('lookup' in step) return [step.lookup.tool];
  return 'call' in step ? [step.call.tool] : [];
}

function givenBy(step: FlowStep): readonly string[] {
  if ('each' in step) return Object.keys(step.collect);
  if ('compute' in step) return [step.compute.as];
  const invocation = 'lookup' in step ? step.lookup : 'call' in step ? step.call : undefined;
  return invocation?.as === undefined ? [] : [invocation.as];
}
