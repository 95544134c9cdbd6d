import type { Diagnostic } from '../../core/diagnostic.ts';
import { ANYTHING, type Shape } from '../../core/values/value-shape.ts';
import type { DocumentPath, Problem } from '../read/source.ts';
import { suggest } from '../read/suggest.ts';
import type { FlowReach } from '../schemas/reach-flow.ts';
import type { LinkContext } from './link-context.ts';

/** A check of a flow under way. */
export interface FlowCheck {
  readonly context: LinkContext;
  readonly reach: FlowReach;
  /** The shape of each name, wherever in the flows it is given. */
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly found: Diagnostic[];
}

/** The place of a step. */
export interface StepSpot {
  readonly flow: string;
  readonly path: DocumentPath;
  /** The names known so far. Steps add to it; `each` works on a copy. */
  readonly names: Map<string, Shape>;
  /** True inside an `each`. */
  readonly inEach?: boolean;
  /** The slot whose list the innermost `each` goes over. */
  readonly over?: string | undefined;
  /** The chain of flows that run each other, outermost first. */
  readonly running: readonly string[];
}

/** Reports problems of a file of a flow. */
export function report({ context, found }: FlowCheck, flow: string, problems: readonly Problem[]): void {
  const source = context.agent.flows.get(flow);
  if (source) found.push(...problems.map(source.diagnose));
}

/** A name that is no slot of the flow. */
export function unknownSlot({ reach }: FlowCheck, name: string, path: DocumentPath): Problem {
  return {
    code: 'LINK_UNKNOWN',
    path,
    message: `unknown slot \`${name}\``,
    help: suggest(name, reach.slots.keys()),
  };
}

/** Makes a name known to later steps. */
export function give(
  { reach, shapes }: FlowCheck,
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
