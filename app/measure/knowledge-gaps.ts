import type { Embedder } from '../../core/ports/embedder.ts';
import type { Ledger, TurnQuery, TurnRow } from '../../core/ports/ledger.ts';
import { detailOf } from '../../core/step-details.ts';
import type { Step } from '../../core/turn.ts';
import { groupAlike } from './group-alike.ts';
import { withoutPersonalData } from './without-personal-data.ts';

/** `not_found`: a flow found no passage and said so. `handed_over`: a model had none, and a person was called. */
type GapReason = 'not_found' | 'handed_over';

/** A question that no article answered. */
export interface KnowledgeGap {
  readonly thread_id: string;
  readonly turn_id: string;
  readonly at: string;
  readonly why: GapReason;
  /** The customer's words, without personal data. */
  readonly text: string;
}

/** Questions that are alike. */
export interface GapGroup {
  /** The most typical of them. */
  readonly question: string;
  readonly count: number;
  /** Those that a person was called for. */
  readonly handed_over: number;
  readonly last_at: string;
  /** Different wordings, the most typical first. */
  readonly examples: readonly KnowledgeGap[];
}

export interface KnowledgeGaps {
  readonly agent: string;
  /** The number of turns in this time. */
  readonly turns: number;
  readonly gaps: number;
  /** The largest first. */
  readonly groups: readonly GapGroup[];
}

interface FindGaps {
  readonly ledger: Pick<Ledger, 'turns'>;
  readonly embedder: Pick<Embedder, 'embed'>;
  readonly query: Pick<TurnQuery, 'agent' | 'since' | 'until'>;
}

const PAGE = 500;
/** The least cosine of a question with its group's mean. */
const LIKENESS = 0.6;
const EXAMPLES = 5;

/** Questions of an agent's turns that no article answered, grouped by likeness. */
export async function knowledgeGaps({ ledger, embedder, query }: FindGaps): Promise<KnowledgeGaps> {
  const gaps: KnowledgeGap[] = [];
  let turns = 0;
  let after: TurnRow | null = null;
  for (let size = PAGE; size === PAGE; ) {
    const page: readonly TurnRow[] = await ledger.turns.find({ ...query, after, limit: PAGE });
    for (const turn of page) gaps.push(...(await gapsOf(ledger, turn)));
    turns += page.length;
    size = page.length;
    after = page.at(-1) ?? null;
  }
  const vectors = await embedder.embed(gaps.map(({ text }) => text));
  const groups = groupAlike(vectors, LIKENESS).map((members) =>
    groupOf(members.flatMap((position) => gaps[position] ?? [])),
  );
  return { agent: query.agent, turns, gaps: gaps.length, groups };
}

function groupOf(members: readonly KnowledgeGap[]): GapGroup {
  const worded = new Set<string>();
  const isNew = ({ text }: KnowledgeGap) => worded.size < worded.add(text.toLowerCase()).size;
  return {
    question: members[0]?.text ?? '',
    count: members.length,
    handed_over: members.filter(({ why }) => why === 'handed_over').length,
    last_at:
      members
        .map(({ at }) => at)
        .toSorted()
        .at(-1) ?? '',
    examples: members.filter(isNew).slice(0, EXAMPLES),
  };
}

async function gapsOf(
  { turns }: FindGaps['ledger'],
  { thread_id, turn_id, accepted_at, text, result }: TurnRow,
): Promise<readonly KnowledgeGap[]> {
  // Reading the steps of a turn that cites an article, or is still running, is of no use.
  if (!result || result.reply.citations.length > 0 || result.asks?.kind === 'offer') return [];
  const steps = (await turns.get(turn_id))?.steps ?? [];
  const unanswered = steps.flatMap((step) => detailOf(step, 'act')?.not_found ?? []);
  const gap = (why: GapReason, asked: string): KnowledgeGap => ({
    thread_id,
    turn_id,
    at: accepted_at,
    why,
    text: withoutPersonalData(asked),
  });
  if (unanswered.length > 0) return [...new Set(unanswered)].map((asked) => gap('not_found', asked));
  const acted = result.actions.some(({ executed }) => executed);
  return result.outcome === 'escalated' && !acted && lackedArticle(steps) ? [gap('handed_over', text)] : [];
}

/** True if a model was asked, and no passage was there for it. */
function lackedArticle(steps: readonly Step[]): boolean {
  const acts = steps.flatMap((step) => detailOf(step, 'act') ?? []);
  const assembled = steps.flatMap((step) => detailOf(step, 'assemble')?.context ?? []);
  return (
    acts.length > 0 &&
    acts.every(({ flow }) => flow === undefined) &&
    !assembled.some(({ source }) => source === 'knowledge')
  );
}
