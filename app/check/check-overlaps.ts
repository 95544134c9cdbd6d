import type { AgentSources } from '../../config/read/read-agent.ts';
import type { Problem } from '../../config/read/source.ts';
import { patternProblem } from '../../config/schemas/check-pattern.ts';
import { reachFlow } from '../../config/schemas/reach-flow.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Slot } from '../../core/flow.ts';
import { readAsked, readUnasked } from '../../hearing/read-slot.ts';
import { sampleAnswers } from './sample-answers.ts';

/** The share of a slot's answers from which another slot that reads a part of them is no coincidence. */
const SHARE = 0.1;

/** Patterns read neither days nor a yes. */
const CONTEXT = { now: new Date(0), zone: 'UTC', confirmation: { yes: [], no: [], courtesy: [] } };

interface PatternSlot {
  readonly name: string;
  readonly flow: string;
  readonly slot: Slot;
  readonly answers: readonly string[];
}

/** Finds slots whose pattern reads a part of the answer to another slot of the same conversation: one answer would fill both. */
export function checkOverlaps({ declaration, flows }: AgentSources): readonly Diagnostic[] {
  const drawn = new Map<Slot, readonly string[]>();
  const entries = declaration.config.intents.options.flatMap(({ flow }) => flow ?? []);
  const found = [...new Set(entries)].flatMap((entry) => {
    const reached = [...reachFlow(entry, declaration.flows).slots].flatMap(([name, { slot, flow }]) => {
      const answers = answersOf(slot, drawn);
      return answers === undefined ? [] : [{ name, flow, slot, answers }];
    });
    return reached.flatMap((taker) =>
      reached.flatMap((other) => {
        const problem = taker === other ? undefined : overlap(taker, other);
        return (problem && flows.get(taker.flow)?.diagnose(problem)) ?? [];
      }),
    );
  });
  // Flows that several intents run are reached several times.
  const distinct = new Map(found.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
  return [...distinct.values()];
}

/** Answers to a slot; undefined if it has no usable pattern. */
function answersOf(slot: Slot, drawn: Map<Slot, readonly string[]>): readonly string[] | undefined {
  const { pattern, except } = slot;
  if (pattern === undefined || [pattern, except ?? ''].some(patternProblem)) return undefined;
  const answers = drawn.get(slot) ?? sampleAnswers(slot, pattern);
  drawn.set(slot, answers);
  return answers;
}

function overlap(taker: PatternSlot, { name, slot, answers }: PatternSlot): Problem | undefined {
  const taken = answers.flatMap((answer) => {
    const own = readAsked(answer, slot, [], false, CONTEXT);
    const read = readUnasked(answer, taker.slot, CONTEXT);
    return own && own !== 'ambiguous' && read && read.span !== own.span
      ? [{ answer, span: read.span.trim() }]
      : [];
  });
  if (taken.length === 0 || taken.length < answers.length * SHARE) return undefined;
  const [shortest] = taken.toSorted((a, b) => a.answer.length - b.answer.length);
  return {
    code: 'PATTERN_OVERLAPS',
    severity: 'warning',
    path: ['slots', taker.name, 'pattern'],
    message: `\`${taker.name}\` reads \`${shortest?.span}\` in \`${shortest?.answer}\`, an answer to \`${name}\`: one answer would fill both`,
    help: 'bound the pattern, for example by `\\b` on both sides, or begin it with a word that leads to the value',
  };
}
