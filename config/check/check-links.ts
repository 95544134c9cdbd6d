import type { Diagnostic } from '../../core/diagnostic.ts';
import { byLocation } from '../read/parse-file.ts';
import { type FlowReach, reachFlow } from '../schemas/reach-flow.ts';
import { checkAgent } from './check-agent.ts';
import { checkExamples } from './check-examples.ts';
import { checkFlow } from './check-flow.ts';
import { checkIntents, unusedFlows } from './check-intents.ts';
import { checkSlot } from './check-slot.ts';
import { unusedFunctions, unusedTools } from './check-tools.ts';
import type { LinkCheck, LinkContext } from './link-context.ts';

/** Checks every reference from an agent's files to each other and to its tools, models and queues. */
export function checkLinks(context: LinkContext): readonly Diagnostic[] {
  const diagnostics = [checkAgent, checkIntents, checkExamples, checkSlots, checkFlows].flatMap((check) =>
    check(context),
  );
  // A flow that several others run is checked once in each of them, so its problems repeat.
  const distinct = new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic]));
  return [...distinct.values()].toSorted(byLocation);
}

const checkSlots: LinkCheck = ({ agent }) =>
  [...agent.declaration.flows].flatMap(([name, flow]) =>
    Object.entries(flow.slots).flatMap(([slotName, slot]) => {
      const diagnose = agent.flows.get(name)?.diagnose;
      const { lists } = agent.declaration.config;
      return diagnose ? checkSlot(slot, ['slots', slotName], lists).map(diagnose) : [];
    }),
  );

const checkFlows: LinkCheck = (context) => {
  const { config, flows } = context.agent.declaration;
  const entries = new Set(config.intents.options.flatMap(({ flow }) => (flow === undefined ? [] : [flow])));
  const reaches = [...entries].map((name) => reachFlow(name, flows));
  const reached = new Set(reaches.flatMap((reach) => [...reach.flows]));
  const tools = new Set(reaches.flatMap((reach) => [...reach.tools]));
  const functions = new Set(reaches.flatMap((reach) => [...reach.functions]));
  // A flow that is only run by others is checked there: it may use their slots.
  const roots = [...flows.keys()].filter((name) => entries.has(name) || !reached.has(name));
  const complete = roots.filter((name) => !isBroken(context, reachFlow(name, flows)));
  const whole = complete.length === roots.length && context.agent.broken.size === 0;
  return [
    ...complete.flatMap((name) => checkFlow(name, context)),
    ...complete.flatMap((name) => checkSharedSlots(context, reachFlow(name, flows))),
    ...(whole
      ? [
          ...unusedFlows(context, reached),
          ...unusedTools(context, tools),
          ...unusedFunctions(context, functions),
        ]
      : []),
    ...checkKnowledge(context, reaches),
  ];
};

/** True if a flow in reach cannot be read. Its names are not known, so no name can be reported as unknown. */
function isBroken({ agent }: LinkContext, { flows }: FlowReach): boolean {
  return [...flows].some((name) =>
    agent.broken.has(`agents/${agent.declaration.config.name}/flows/${name}.yaml`),
  );
}

/** Reports slots that two flows declare differently although they share one memory. */
function checkSharedSlots({ agent }: LinkContext, { flows, slots }: FlowReach): readonly Diagnostic[] {
  return [...flows].flatMap((name) =>
    Object.entries(agent.declaration.flows.get(name)?.slots ?? {}).flatMap(
      ([slotName, slot]): readonly Diagnostic[] => {
        const first = slots.get(slotName);
        const source = agent.flows.get(name);
        if (!first || !source || first.flow === name || JSON.stringify(first.slot) === JSON.stringify(slot))
          return [];
        const message = `slot \`${slotName}\` is declared differently in the flow \`${first.flow}\`, which shares its memory`;
        return [source.diagnose({ code: 'LINK_TAKEN', path: ['slots', slotName], key: true, message })];
      },
    ),
  );
}

function checkKnowledge({ agent }: LinkContext, reaches: readonly FlowReach[]): readonly Diagnostic[] {
  const { config, articles } = agent.declaration;
  const taken = takenSources(agent);
  if (taken.length > 0) return taken;
  if (
    articles.length > 0 ||
    config.knowledge.load.length > 0 ||
    !reaches.some((reach) => reach.answersFromKnowledge)
  )
    return [];
  const message = `a flow answers from knowledge, and \`knowledge/${config.name}/\` holds no article`;
  return [
    agent.source.diagnose({ code: 'CONFIG_FILE_MISSING', severity: 'warning', path: ['knowledge'], message }),
  ];
}

/** Finds loaders whose passages would have the ids of an article's, or of another loader's. */
function takenSources({ declaration: { config, articles }, source: file }: LinkContext['agent']) {
  const names = new Set(articles.map(({ path }) => path.replace(/\.md$/i, '')));
  return config.knowledge.load.flatMap(({ source }, index) => {
    const path = ['knowledge', 'load', index, 'source'];
    const message = `another article or loader is named \`${source}\``;
    const isTaken = names.has(source);
    names.add(source);
    return isTaken ? [file.diagnose({ code: 'LINK_TAKEN', path, message })] : [];
  });
}
