import type { AgentDeclaration } from '../config/read/project.ts';
import type { AgentConfig } from '../config/schemas/agent-schema.ts';
import type { IntentThreshold } from '../core/confidence.ts';
import type { Slot } from '../core/flow.ts';
import { activeGoals, type Goals } from '../core/goal.ts';
import { type FlowReach, flowReach } from '../hearing/flow-slots.ts';

/** The driver and the tools of an intent. */
export interface Handling {
  readonly name: string;
  readonly driver: 'flow' | 'model';
  /** The flow's name; null for the model. */
  readonly flow: string | null;
  /** True if its flow answers from knowledge. */
  readonly answers: boolean;
  /** The topics of articles that answer it; null for all. */
  readonly topics: readonly string[] | null;
  readonly tools: readonly string[];
  /** True if its flow has `say` and `end` steps only. */
  readonly light: boolean;
  /** True if it adds tools to the always available ones. */
  readonly acts: boolean;
  /** True if it may change something: its flow calls a tool with effects, or a model has tools of its own for it. */
  readonly changes: boolean;
  /** The attested slots that a model's rules may read: those of its flow, or all if it has none. Empty for a flow. */
  readonly attested: ReadonlyMap<string, Slot>;
}

/** The name of the flow that serves an intent while no model does. No author can give it to a flow. */
export const standInFlow = (intent: string): string => `person:${intent}`;

/** Computes the handling of each intent, and the action space of active intents. */
export function intentHandling(config: AgentConfig, flows: AgentDeclaration['flows'], modelOnly: boolean) {
  const reach = new Map([...flows.keys()].map((name) => [name, flowReach(name, flows)]));
  const always = [...config.tools.always, ...(config.identity?.tools ?? [])];
  const intents = new Map(
    config.intents.options.map((intent) => {
      const handled = handling(intent, reach, modelOnly);
      const acts = handled.tools.some((tool) => !always.includes(tool));
      const changes = handled.flow === null ? acts : (reach.get(handled.flow)?.changes ?? false);
      return [intent.name, { ...handled, acts, changes }];
    }),
  );
  const attested = (goals: Goals) =>
    new Map(activeGoals(goals).flatMap(({ intent }) => [...(intents.get(intent)?.attested ?? [])]));
  const actionSpace = (goals: Goals) => [
    ...new Set([...always, ...activeGoals(goals).flatMap(({ intent }) => intents.get(intent)?.tools ?? [])]),
  ];
  /** The intents that a model works on and that have this tool. */
  const openers = (tool: string) =>
    [...intents.values()].flatMap(({ name, driver, tools }) =>
      driver === 'model' && tools.includes(tool) ? [name] : [],
    );
  const modelled = [...intents.values()].filter(({ driver }) => driver === 'model');
  /** All tools that a model may ever call: what is open changes, and its prompt must not. */
  const modelTools = [...new Set([...always, ...modelled.flatMap(({ tools }) => tools)])];
  return { reach, intents, actionSpace, attested, openers, modelTools };
}

function handling(
  intent: AgentConfig['intents']['options'][number],
  reach: ReadonlyMap<string, FlowReach>,
  modelOnly: boolean,
): Omit<Handling, 'acts' | 'changes'> {
  const flow = intent.flow === undefined ? undefined : reach.get(intent.flow);
  const byFlow = flow !== undefined && !modelOnly;
  const slots = flow ? [flow.slots] : [...reach.values()].map((each) => each.slots);
  return {
    name: intent.name,
    driver: byFlow ? 'flow' : 'model',
    flow: byFlow ? (intent.flow ?? null) : null,
    answers: flow?.answers ?? false,
    topics: intent.topics ?? null,
    light: flow?.light ?? false,
    attested: byFlow ? new Map() : attestedIn(slots),
    tools: [...new Set([...intent.tools, ...(flow?.tools ?? [])])],
  };
}

/** The attested slots. Of several of one name the first counts. */
const attestedIn = (declared: readonly FlowReach['slots'][]): ReadonlyMap<string, Slot> =>
  new Map(declared.flatMap((slots) => [...slots].filter(([, { attested }]) => attested)).toReversed());

/** The declared threshold for every intent. No error rate is proven for it. */
export function declaredThresholds({ intents }: AgentConfig): ReadonlyMap<string, IntentThreshold> {
  const { threshold } = intents;
  return new Map(
    intents.options.map(({ name }) => [name, { threshold, target: null, certified: false, missing: 0 }]),
  );
}

/** The author's words to offer an intent, by intent. */
export function offeredIntents({ intents }: AgentConfig): ReadonlyMap<string, string> {
  return new Map(
    intents.options.flatMap(({ name, choice }) =>
      choice === undefined || name === intents.outOfScope ? [] : [[name, choice]],
    ),
  );
}
