import { AgentError } from '../../core/errors.ts';
import type { Computation } from '../../core/flow.ts';
import type { FlowFunction } from '../../core/tool.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import { own, setOwn } from '../../core/values/own.ts';
import { faultsText } from '../../core/values/schema-faults.ts';
import { parseTemplate, renderValue } from '../../core/values/template.ts';
import type { FlowEffect, FlowSpot, FlowWalk } from './flow-effect.ts';
import type { Scope } from './flow-options.ts';
import { renderArguments } from './render-arguments.ts';

/** Gives the value of a function its name. A function that fails ends the flow with a person. */
export function compute(walk: FlowWalk, computation: Computation, { scope }: FlowSpot): FlowEffect | null {
  const declared = own<FlowFunction>(walk.functions, computation.function);
  const value = declared
    ? valueFrom(declared, renderArguments(computation.with, scope), walk.now)
    : { fault: 'no toolset declares it' };
  if ('fault' in value) {
    const message = `the function \`${computation.function}\` failed: ${value.fault}`;
    return { do: 'fail', error: new AgentError('FUNCTION_FAILED', message, { cause: value.cause }) };
  }
  walk.computed = true;
  setOwn(scope, computation.as, value.result);
  return null;
}

type Computed = { readonly result: Json } | { readonly fault: string; readonly cause?: unknown };

function valueFrom(declared: FlowFunction, args: JsonObject, now: Date): Computed {
  try {
    // A copy, so that no function can change what the flow remembers.
    const given = declared.input.strict().safeParse(structuredClone(args));
    if (!given.success) return { fault: `its arguments do not fit: ${faultsText(given.error.issues, args)}` };
    const result = declared.compute(given.data as JsonObject, { now });
    const answer = declared.output.safeParse(result);
    if (answer.success) return { result: answer.data as Json };
    const fault = faultsText(answer.error.issues, result, 'result');
    return { fault: `it answered something else than its \`output\` declares: ${fault}` };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error), cause: error };
  }
}

/** The values that a template states, each under its key: grounds of a text with computed values. */
export function statedValues(template: string, scope: Scope): readonly string[] {
  return parseTemplate(template).flatMap((part) => {
    if (part.kind !== 'path') return [];
    const key = (part.path.at(-1) ?? '').replace(/\[\]$/, '');
    return [JSON.stringify({ [key]: renderValue(`{${part.path.join('.')}}`, scope) ?? null })];
  });
}
