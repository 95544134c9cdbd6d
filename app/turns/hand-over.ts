import type { EscalationRequest } from '../../core/escalation.ts';
import type { FlowFrame } from '../../core/flow-memory.ts';
import { currentGoal, type Goal } from '../../core/goal.ts';
import { UNKNOWN_INTENT } from '../../core/intent.ts';
import type { ActionRow } from '../../core/ports/action-log.ts';
import type { AgentState } from '../../core/state.ts';
import type { Tool } from '../../core/tool.ts';
import { isJsonObject, type Json } from '../../core/values/json.ts';
import { handOverLine } from '../../saying/hand-over-line.ts';
import type { ServedAgent } from './served-agent.ts';

type Agent = Pick<ServedAgent, 'declaration' | 'tools'>;

/** The most actions that the line names. */
const MOST_TRIED = 4;

/** The one line that a person reads of a thread which is handed over. */
export function handOverOf(
  { declaration, tools }: Agent,
  state: AgentState,
  actions: readonly ActionRow[],
  { reason }: Pick<EscalationRequest, 'reason'>,
): string {
  const { goals, session } = state.thread;
  const current = currentGoal(goals) ?? goals.at(-1);
  const wished = [...goals.filter((goal) => goal !== current), ...(current ? [current] : [])].toReversed();
  const choices = new Map(declaration.config.intents.options.map(({ name, choice }) => [name, choice]));
  const inWords = ({ intent }: Goal) => choices.get(intent) ?? intent.replaceAll('-', ' ');
  return handOverLine({
    customer: session.customer_id,
    name: goals.map(({ flow }) => nameIn(flow)).find((name) => name !== null) ?? null,
    wants: wished.filter(({ intent }) => intent !== UNKNOWN_INTENT && choices.get(intent)).map(inWords),
    values: current?.flow ? plainSlots(current.flow) : {},
    said: current?.flow?.opening || state.turn.text,
    tried: actions.flatMap((action) => triedInWords(action, tools)).slice(-MOST_TRIED),
    reason,
  });
}

/** The slots' values by name; those of the elements of a list only once. */
const plainSlots = ({ slots }: FlowFrame): { readonly [name: string]: Json } =>
  Object.fromEntries(Object.entries(slots).map(([key, value]) => [key.replace(/@.*$/, ''), value]));

/** The customer's name: as they gave it, or as a record has it. */
function nameIn(flow: FlowFrame | null): string | null {
  for (const value of flow ? [...Object.values(flow.results), ...Object.values(flow.slots)] : []) {
    if (!isJsonObject(value)) continue;
    const { first_name, last_name, first, last } = isJsonObject(value['name'])
      ? { ...value, ...value['name'] }
      : value;
    const [given, family] = [first_name ?? first, last_name ?? last];
    if (typeof given === 'string' && typeof family === 'string') return `${given} ${family}`;
  }
  return null;
}

/** An effect, or a call that did not succeed, in words. Reads that succeeded say nothing. */
function triedInWords(
  { proposal, verdict, status }: ActionRow,
  tools: ReadonlyMap<string, Tool>,
): readonly string[] {
  const tool = tools.get(proposal.action.name);
  const title = tool?.title ?? proposal.action.name.replaceAll('_', ' ');
  if (status === 'executed') return tool?.effects ? [`done: ${title}`] : [];
  if (status === 'declined') return [`declined by the customer: ${title}`];
  if (status === 'denied')
    return [`refused: ${title} (${verdict.reasons.map(({ tell }) => tell).join(' ')})`];
  return status === 'failed' || status === 'in_doubt' ? [`not known to have worked: ${title}`] : [];
}
