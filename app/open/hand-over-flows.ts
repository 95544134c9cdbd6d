import type { AgentDeclaration } from '../../config/read/project.ts';
import type { AgentConfig } from '../../config/schemas/agent-schema.ts';
import type { Flow } from '../../core/flow.ts';
import { standInFlow } from '../../graphs/intent-handling.ts';

type Intent = AgentConfig['intents']['options'][number];

/**
 * The declaration of an agent without a model. An intent that only a model handles gets its stand-in flow.
 */
export function withHandOver(declaration: AgentDeclaration): AgentDeclaration {
  const { config } = declaration;
  const options = config.intents.options.map((intent) =>
    intent.flow === undefined ? { ...intent, flow: standInFlow(intent.name) } : intent,
  );
  return { ...withStandIns(declaration), config: { ...config, intents: { ...config.intents, options } } };
}

/** The declaration with a flow for each intent that only a model handles, for while that does not answer. */
export function withStandIns(declaration: AgentDeclaration): AgentDeclaration {
  const { config, flows } = declaration;
  const added = config.intents.options
    .filter(({ flow }) => flow === undefined)
    .map((intent): [string, Flow] => [standInFlow(intent.name), standIn(intent, config)]);
  return { ...declaration, flows: new Map([...flows, ...added]) };
}

/**
 * Where the intent has tools, something is wanted: it asks who the customer is, by `identity.flow`, and calls a person
 * who reads what for. A question is answered from articles.
 */
function standIn({ name, choice, tools }: Intent, { identity, says, tools: { always } }: AgentConfig): Flow {
  const identify = identity?.flow;
  const wish = choice ?? name.replaceAll('-', ' ');
  const about = says.yourWish.replace('{choice}', () => wish);
  const reads = [...always, ...(identity?.tools ?? [])];
  if (tools.every((tool) => reads.includes(tool)))
    return { about, slots: {}, steps: [{ answer: 'knowledge' }] };
  return {
    about,
    slots: {},
    steps: [
      ...(identify === undefined ? [] : [{ run: identify }]),
      {
        escalate: `the customer wants to ${wish}, which only a language model may do here, and none answers`,
      },
    ],
  };
}
