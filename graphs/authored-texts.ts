import type { AgentDeclaration } from '../config/read/project.ts';
import type { Judge } from '../core/ports/judge.ts';
import type { Tool } from '../core/tool.ts';

/** The texts of authors that a reply may say: instructions, sentences, names of lists, what tools do, and the rules. */
export function authoredTexts(
  { says, description, model, lists }: AgentDeclaration['config'],
  { tools, judge }: { readonly tools: ReadonlyMap<string, Tool>; readonly judge: Pick<Judge, 'inWords'> },
): () => readonly string[] {
  // A model that says these would claim what only the engine knows.
  const { confirm: _, judged: _judged, lookedAt: _done, notApproved: _rejected, ...sayable } = says;
  const fixed = [
    ...textsIn([sayable, description, model?.instructions ?? [], lists]),
    ...[...tools.values()].map((tool) => tool.description),
  ];
  const names = [...tools.keys()];
  return () => [...fixed, ...judge.inWords(names).map(({ why }) => why)];
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
