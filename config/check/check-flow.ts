import type { Diagnostic } from '../../core/diagnostic.ts';
import type { FlowStep } from '../../core/flow.ts';
import type { DocumentPath } from '../read/source.ts';
import { suggest } from '../read/suggest.ts';
import { flowShapes } from '../schemas/flow-shapes.ts';
import { nestedSteps, reachFlow } from '../schemas/reach-flow.ts';
import { checkAsk } from './check-ask.ts';
import { checkCondition, checkWhen } from './check-condition.ts';
import { checkCompute, checkInvoke } from './check-invoke.ts';
import { checkOnePath, checkTemplate } from './check-template.ts';
import { type FlowCheck, give, report, type StepSpot } from './flow-check.ts';
import type { LinkContext } from './link-context.ts';
import { sessionShape } from './session-names.ts';

/** Checks the steps of a flow in the order in which they would run, including the flows that it runs. */
export function checkFlow(name: string, context: LinkContext): readonly Diagnostic[] {
  const reach = reachFlow(name, context.agent.declaration.flows);
  const { flows } = context.agent.declaration;
  const shapes = flowShapes(reach, flows, context, sessionShape(context.agent));
  const walk: FlowCheck = { context, reach, shapes, found: [] };
  const early = [...shapes].filter(([known]) => known === 'session' || reach.slots.has(known));
  checkSteps(walk, flows.get(name)?.steps ?? [], {
    flow: name,
    path: ['steps'],
    names: new Map(early),
    running: [name],
  });
  return walk.found;
}

function checkSteps(walk: FlowCheck, steps: readonly FlowStep[], spot: StepSpot): void {
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

function checkStep(walk: FlowCheck, step: FlowStep, spot: StepSpot): void {
  if ('ask' in step) checkAsk(walk, [step.ask].flat(), spot);
  else if ('lookup' in step) checkInvoke(walk, 'lookup', step.lookup, spot);
  else if ('call' in step) checkInvoke(walk, 'call', step.call, spot);
  else if ('judge' in step) checkInvoke(walk, 'judge', step.judge, spot);
  else if ('compute' in step) checkCompute(walk, step.compute, spot);
  else if ('run' in step) checkRun(walk, step.run, spot);
  else if ('each' in step) checkEach(walk, step, spot);
  else checkTexts(walk, step, spot);
}

function checkTexts(walk: FlowCheck, step: FlowStep, spot: StepSpot): void {
  for (const key of ['say', 'escalate', 'confirm'] as const) {
    const text = (step as { readonly [key: string]: unknown })[key];
    if (typeof text === 'string')
      report(walk, spot.flow, checkTemplate(text, [...spot.path, key], spot.names, walk.reach.given));
  }
  if ('when' in step)
    report(walk, spot.flow, checkWhen(step.when, [...spot.path, 'when'], spot.names, walk.reach.given));
  for (const { key, steps } of nestedSteps(step))
    checkSteps(walk, steps, { ...spot, path: [...spot.path, key] });
}

function checkEach(walk: FlowCheck, step: Extract<FlowStep, { each: string }>, spot: StepSpot): void {
  const { path, names } = spot;
  const over = /^\{(\w+)\}$/.exec(step.each)?.[1];
  const inner = { ...spot, path: [...path, 'steps'], names: new Map(names), inEach: true, over };
  report(walk, spot.flow, [
    ...checkOnePath(step.each, [...path, 'each'], names, walk.reach.given),
    ...give(walk, step.as, [...path, 'as'], inner),
  ]);
  for (const [index, condition] of step.where.entries())
    report(
      walk,
      spot.flow,
      checkCondition(condition, [...path, 'where', index], inner.names, walk.reach.given),
    );
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

function checkRun(walk: FlowCheck, flow: string, spot: StepSpot): void {
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
