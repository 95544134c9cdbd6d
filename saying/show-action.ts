import type { Proposal } from '../core/action.ts';
import type { RunContext } from '../core/node.ts';
import { shownPreview, unshowable } from '../core/shown.ts';
import type { Spoken } from '../core/state.ts';
import { type Preview, type Refusal, refusalOf, type Tool } from '../core/tool.ts';
import type { JsonObject } from '../core/values/json.ts';

/** The declared words for an action that cannot be shown, and for what it was before rules changed it. */
export interface ShownWords {
  readonly notPossible: string;
  readonly instead: string;
}

/**
 * An action for the customer to confirm: its tool's preview, and if rules changed it, their words and the original
 * lines. A refusal if it cannot be shown in full.
 */
export async function showAction(
  tool: Tool | undefined,
  proposal: Proposal,
  says: ShownWords,
  run: RunContext,
): Promise<Preview | Refusal> {
  const { action } = proposal;
  const made = await previewOf(tool, proposal, action.arguments, run);
  if ('detail' in made) return made;
  const problem = unshowable(made, action.arguments);
  if (problem !== null)
    return {
      tell: says.notPossible,
      detail: `The customer cannot be shown all of \`${action.name}\` for a yes: ${problem}.`,
    };
  const { lines, ...shown } = shownPreview(made, action.arguments);
  const { told, before } = await changeOf(tool, proposal, lines, says, run);
  return { ...shown, lines: [...lines, ...told, ...before] };
}

/** The sentence about an executed action that rules had changed; null if they had not. */
export async function tellChange(
  tool: Tool | undefined,
  proposal: Proposal,
  says: Pick<ShownWords, 'instead'>,
  run: RunContext,
): Promise<Spoken | null> {
  if (!proposal.modified) return null;
  const args = proposal.action.arguments;
  const made = await previewOf(tool, proposal, args, run);
  const { lines } = 'detail' in made ? listed(tool, proposal, args) : shownPreview(made, args);
  const { told, after, before } = await changeOf(tool, proposal, lines, says, run);
  const text = [...told, ...[...after, ...before].map((line) => `- ${line}`)].join('\n');
  return { text, citations: [], grounds: [text] };
}

/** The sentence that an action is done, by the title under which it was shown. */
export async function tellDone(
  tool: Tool,
  proposal: Proposal,
  { done }: { readonly done: string },
  run: RunContext,
): Promise<Spoken> {
  const { action } = proposal;
  // What it is called must not keep it from running: the tool's own title serves as well.
  const made = await previewOf(tool, proposal, action.arguments, run).catch(() => null);
  const { title } = !made || 'detail' in made ? tool : shownPreview(made, action.arguments);
  const text = done.replace('{action}', () => title);
  return { text, citations: [], grounds: [text] };
}

/** The preview lines that rules changed. */
async function changeOf(
  tool: Tool | undefined,
  proposal: Proposal,
  lines: readonly string[],
  { instead }: Pick<ShownWords, 'instead'>,
  run: RunContext,
): Promise<{
  readonly told: readonly string[];
  readonly after: readonly string[];
  readonly before: readonly string[];
}> {
  const { modified } = proposal;
  if (!modified) return { told: [], after: [], before: [] };
  const made = await previewOf(tool, proposal, modified.from, run);
  const old = shownPreview('detail' in made ? listed(tool, proposal, modified.from) : made, modified.from);
  const told = modified.reasons.map(({ tell }) => tell).filter((text) => text !== '');
  return {
    told: [...new Set(told)],
    after: lines.filter((line) => !old.lines.includes(line)),
    before: old.lines
      .filter((line) => !lines.includes(line))
      .map((line) => instead.replace('{line}', () => line)),
  };
}

async function previewOf(
  tool: Tool | undefined,
  proposal: Proposal,
  args: JsonObject,
  { now, signal }: RunContext,
): Promise<Preview | Refusal> {
  if (!tool?.preview) return listed(tool, proposal, args);
  try {
    return await tool.preview(args, { key: proposal.action_id, now, signal });
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return refusal;
  }
}

function listed(tool: Tool | undefined, { action }: Proposal, args: JsonObject): Preview {
  const lines = Object.entries(args).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return { title: tool?.title ?? action.name, lines };
}
