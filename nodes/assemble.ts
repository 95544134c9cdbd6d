import type { RankedPassage } from '../core/context.ts';
import { activeGoals, currentFlow, flowsOf, newestGoal } from '../core/goal.ts';
import type { Node, RunContext } from '../core/node.ts';
import type { KnowledgeStore, Said } from '../core/ports/knowledge-store.ts';
import type { ThreadLog } from '../core/ports/ledger.ts';
import { sessionFacts } from '../core/session.ts';
import type { NodeState } from '../core/state.ts';
import type { ByTenant } from '../core/tenant.ts';
import type { Json, JsonObject } from '../core/values/json.ts';
import { renderValue } from '../core/values/template.ts';
import { COMPARED, type FitPassages } from '../saying/answers/answer-model.ts';
import { type Candidate, type ContextBudget, packContext } from './pack-context.ts';

export interface AssembleOptions {
  readonly agent: string;
  readonly budget: ContextBudget;
  /** A piece as a model gets it. */
  readonly asSent: (candidate: Candidate, isFirst: boolean) => string;
  readonly knowledge: { readonly passages: number; readonly minScore: number };
  /** Null: nothing was learned about what answers. */
  readonly fitted: FitPassages | null;
  /** A model gets passages from this fit on: where the customer asks, and beside what it does for them. */
  readonly fits: { readonly asked: number; readonly beside: number };
  readonly customer: { readonly tool: string; readonly with: { readonly [name: string]: string } } | null;
  readonly identityAs: string;
  readonly intents: ReadonlyMap<string, HandledIntent>;
}

/** The handling of an intent: driver, own tools, and topics of knowledge. */
interface HandledIntent {
  readonly driver: 'flow' | 'model';
  readonly answers: boolean;
  /** True if it adds tools to the always available ones. */
  readonly acts: boolean;
  readonly topics: readonly string[] | null;
}

export interface AssemblePorts {
  readonly knowledge: Pick<KnowledgeStore, 'search'>;
  readonly threads: ByTenant<ThreadLog>;
  /** Runs a read tool. */
  readonly read: (
    tool: string,
    args: JsonObject,
    call: { readonly signal: AbortSignal; readonly now: Date },
  ) => Promise<Json>;
  readonly countTokens: (text: string) => number;
}

type Reads = 'messages' | 'turn_id' | 'text' | 'session' | 'goals';
type AssembleState = Pick<NodeState, Reads>;

/** The largest number of transcript entries to read, before the token budget. */
const TRANSCRIPT_ENTRIES = 40;
/** The largest number of possible names from records, and their largest length. */
const NAMES = 100;
const LONGEST_NAME = 80;

/**
 * Collects the context of the driver in this turn, each piece with its provenance.
 *
 * A flow that answers from knowledge gets passages; a model gets all sources. Budgets limit both.
 */
export function assemble(
  options: AssembleOptions,
  ports: AssemblePorts,
): Node<'assemble', Reads, 'passages' | 'context'> {
  return async function assembleContext(state, run) {
    const handled = activeGoals(state.goals).flatMap(({ intent }) => options.intents.get(intent) ?? []);
    const byModel = handled.some(({ driver }) => driver === 'model');
    const asking = handled.filter(({ driver, answers }) => driver === 'model' || answers);
    const picked = currentFlow(state.goals)?.picked;
    const likely =
      picked !== undefined
        ? [picked].flatMap((passage) => passage ?? [])
        : asking.length > 0
          ? await findPassages(options, ports, state, run, asking)
          : [];
    const enough = fitFor(options, state);
    const found = byModel ? likely.filter(({ fit = 1 }) => fit >= enough) : likely;
    const candidates = byModel ? await collect(options, ports, state, run) : [];
    const context = packContext(
      [...found.map(fromPassage), ...candidates],
      options.budget,
      options.asSent,
      ports.countTokens,
    );
    run.note({
      detail: {
        context: context.map(({ source, provenance, tokens, score }) => ({
          source,
          provenance,
          tokens,
          score,
        })),
      },
    });
    const packed = new Set(context.map(({ provenance }) => provenance));
    return { passages: found.filter(({ passage_id }) => packed.has(passage_id)), context };
  };
}

/** The fit that a passage needs: the surest where the newest goal is to do something, and not to answer. */
function fitFor({ intents, fits }: AssembleOptions, { goals }: AssembleState): number {
  const newest = intents.get(newestGoal(goals)?.intent ?? '');
  return newest?.acts && !newest.answers ? fits.beside : fits.asked;
}

async function findPassages(
  { knowledge: { passages, minScore }, intents, fitted }: AssembleOptions,
  { knowledge }: AssemblePorts,
  state: AssembleState,
  { signal }: RunContext,
  asking: readonly HandledIntent[],
) {
  const text = askedIn(intents, state);
  const found = await knowledge.search({
    text,
    conversation: saidBefore(state),
    entities: knownNames(state),
    topics: asking.some(({ topics }) => topics === null)
      ? undefined
      : asking.flatMap(({ topics }) => topics ?? []),
    top: Math.max(passages, COMPARED),
    signal,
  });
  const ranked = fitted ? fitted(text, found) : found;
  return ranked.filter(({ score }) => score >= minScore).slice(0, passages);
}

/** The search query: the message, or its only sentence that asks for knowledge. */
function askedIn(intents: AssembleOptions['intents'], { goals, text }: AssembleState): string {
  const asking = flowsOf(goals.filter(({ intent }) => intents.get(intent)?.answers));
  const [only] = asking;
  return asking.length === 1 && only && text.includes(only.opening) ? only.opening : text;
}

/** The conversation before the customer's message. */
function saidBefore({ messages, turn_id }: AssembleState): readonly Said[] {
  return messages.flatMap(({ id, type, content }): readonly Said[] => {
    if (type === 'tool' || content === '' || id === turn_id) return [];
    return [{ by: type === 'human' ? 'customer' : 'agent', text: content }];
  });
}

/** The texts in records and slots of running flows, as possible names. */
function knownNames({ goals }: AssembleState): readonly string[] {
  const texts = flowsOf(goals).flatMap(({ slots, results }) => [slots, results].flatMap(textsIn));
  return [...new Set(texts)].slice(0, NAMES);
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string')
    return value.length <= LONGEST_NAME && /\p{L}{2}/u.test(value) ? [value] : [];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
}

function fromPassage({ passage_id, heading, text, score }: RankedPassage): Candidate {
  return { source: 'knowledge', provenance: passage_id, text: `${heading}\n${text}`, score };
}

async function collect(
  options: AssembleOptions,
  ports: AssemblePorts,
  state: AssembleState,
  run: RunContext,
): Promise<readonly Candidate[]> {
  const customerId = state.session.customer_id;
  const threads = ports.threads(run.tenant);
  const [thread, earlier, customer] = await Promise.all([
    threads.transcript(run.thread_id, TRANSCRIPT_ENTRIES),
    customerId === null
      ? []
      : threads.earlier({
          thread_id: run.thread_id,
          customer_id: customerId,
          agent: options.agent,
          limit: TRANSCRIPT_ENTRIES,
        }),
    customerId === null ? [] : readCustomer(options, ports, state, run),
  ]);
  const said =
    (source: 'thread' | 'earlier') =>
    (entry: (typeof thread)[number], index: number, all: readonly unknown[]): Candidate => ({
      source,
      provenance: `${entry.thread_id}/${entry.turn_id}`,
      text: `${entry.role}: ${entry.text}`,
      score: (index + 1) / all.length,
    });
  const inWindow = new Set(state.messages.map(({ id }) => id));
  const scrolledOut = thread.filter(({ turn_id }) => !inWindow.has(turn_id));
  const lines = [...scrolledOut.map(said('thread')), ...earlier.map(said('earlier'))];
  return [...customer, ...lines.toReversed()];
}

async function readCustomer(
  options: AssembleOptions,
  ports: AssemblePorts,
  { session }: AssembleState,
  { signal, now }: RunContext,
): Promise<readonly Candidate[]> {
  if (!options.customer) return [];
  const scope = { session: sessionFacts(session, options.identityAs, false) };
  const args = Object.fromEntries(
    Object.entries(options.customer.with).map(([name, template]) => [
      name,
      renderValue(template, scope) ?? null,
    ]),
  );
  const record = await ports.read(options.customer.tool, args, { signal, now });
  return [{ source: 'customer', provenance: options.customer.tool, text: JSON.stringify(record), score: 1 }];
}
