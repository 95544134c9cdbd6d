import type { AgentSources } from '../../config/read/read-agent.ts';
import type { DocumentPath, Problem } from '../../config/read/source.ts';
import { suggest } from '../../config/read/suggest.ts';
import { nestedSteps } from '../../config/schemas/reach-flow.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { FlowStep, Judgement } from '../../core/flow.ts';
import type { Policy } from '../../rules/judge/policy.ts';

/** Codes with which the engine itself may deny a flow's action. */
const ENGINE_CODES = [
  'arguments_invalid',
  'already_identified',
  'identity_not_from_customer',
  'not_done',
  'outside_action_space',
  'rejected_by_person',
  'window_moved',
];

/** Finds codes under `denied:` and `only:` with which this action is never denied. */
export function checkDenied({ declaration, flows }: AgentSources, policy: Policy): readonly Diagnostic[] {
  return [...declaration.flows].flatMap(([name, { steps }]) => {
    const diagnose = flows.get(name)?.diagnose;
    return diagnose ? checkSteps(steps, ['steps'], policy).map(diagnose) : [];
  });
}

function checkSteps(steps: readonly FlowStep[], path: DocumentPath, policy: Policy): readonly Problem[] {
  return steps.flatMap((step, index) => {
    const at = [...path, index];
    const inner = nestedSteps(step).flatMap(({ key, steps: below }) =>
      checkSteps(below, [...at, key], policy),
    );
    return [...checkStep(step, at, policy), ...inner];
  });
}

function checkStep(step: FlowStep, path: DocumentPath, { tools }: Policy): readonly Problem[] {
  const [kind, invocation] = invoked(step);
  const rules = invocation && tools.get(invocation.tool)?.rules;
  if (!rules) return [];
  const known = new Set([...rules.map(({ event }) => event.params.code), ...ENGINE_CODES]);
  const only = ('only' in invocation && invocation.only) || [];
  return [
    ...Object.keys(invocation.denied).map((code) => ({ code, at: ['denied', code], key: true })),
    ...only.map((code, place) => ({ code, at: ['only', place], key: false })),
  ]
    .filter(({ code }) => !known.has(code))
    .map(({ code, at, key }) => ({
      code: 'LINK_UNKNOWN',
      path: [...path, kind, ...at],
      key,
      message: `no rule about \`${invocation.tool}\` has the code \`${code}\``,
      help: suggest(code, known),
    }));
}

function invoked(step: FlowStep): readonly [kind: string, invocation?: Judgement] {
  if ('call' in step) return ['call', step.call];
  if ('judge' in step) return ['judge', step.judge];
  return 'lookup' in step ? ['lookup', step.lookup] : [''];
}
