import type { Computation, Invocation, Judgement } from '../../core/flow.ts';
import type { FlowFunction } from '../../core/tool.ts';
import { own } from '../../core/values/own.ts';
import type { DocumentPath, Problem } from '../read/source.ts';
import { suggest } from '../read/suggest.ts';
import { checkArguments, checkInvocation, slotsToAskAgain } from './check-invocation.ts';
import { checkTemplate } from './check-template.ts';
import { type FlowCheck, give, report, type StepSpot, unknownSlot } from './flow-check.ts';

/** Checks a step that reads, acts or asks the rules through a tool. */
export function checkInvoke(
  walk: FlowCheck,
  kind: 'lookup' | 'call' | 'judge',
  invocation: Invocation | Judgement,
  spot: StepSpot,
): void {
  const path = [...spot.path, kind];
  report(walk, spot.flow, [
    ...checkInvocation(kind, invocation, path, walk.context.tools, spot.names),
    ...slotsToAskAgain(invocation, path)
      .filter(({ name }) => !walk.reach.slots.has(name))
      .map(({ name, at }) => unknownSlot(walk, name, at)),
    ...checkTexts(walk, invocation, path, spot),
    ...('as' in invocation ? give(walk, invocation.as, [...path, 'as'], spot) : []),
  ]);
}

/** Checks a step that computes a value. */
export function checkCompute(walk: FlowCheck, computation: Computation, spot: StepSpot): void {
  const path = [...spot.path, 'compute'];
  const name = computation.function;
  const { functions } = walk.context;
  const declared = own<FlowFunction>(functions, name);
  report(walk, spot.flow, [
    ...(declared
      ? checkArguments({ name, input: declared.input }, computation.with, [...path, 'with'], spot.names)
      : unknownFunction(name, [...path, 'function'], functions)),
    ...checkTexts(walk, computation, path, spot),
    ...give(walk, computation.as, [...path, 'as'], spot),
  ]);
}

function unknownFunction(
  name: string,
  path: DocumentPath,
  functions: FlowCheck['context']['functions'],
): readonly Problem[] {
  if (!functions) return [];
  const known = Object.keys(functions);
  const help =
    known.length > 0
      ? suggest(name, known)
      : 'the toolset declares none: `functions: { … }` beside its `tools`';
  return [{ code: 'LINK_UNKNOWN', path, message: `unknown function \`${name}\``, help }];
}

function checkTexts(
  walk: FlowCheck,
  { with: given }: Pick<Invocation, 'with'>,
  path: DocumentPath,
  { names }: StepSpot,
): readonly Problem[] {
  return Object.entries(given).flatMap(([key, value]) =>
    [value].flat().flatMap((text, index) => {
      const at = [...path, 'with', key, ...(Array.isArray(value) ? [index] : [])];
      return typeof text === 'string' ? checkTemplate(text, at, names, walk.reach.given) : [];
    }),
  );
}
