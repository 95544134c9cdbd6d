import type { AgentDeclaration } from '../../config/read/project.ts';
import type { AgentConfig } from '../../config/schemas/agent-schema.ts';
import type { Flow } from '../../core/flow.ts';

type Intent = AgentConfig['intents']['options'][number];

/**
 * The declaration of an agent without a model. An intent that only a model handles gets a flow: it asks who the
 * customer is, by `identity.flow`, and calls a person who reads what is wanted. Its name is no author's: `person:…`.
 */
export function withHandOver(declaration: AgentDeclaration): AgentDeclaration {
  const { config } = declaration;
  const options = config.intents.options.map((intent) =>
    intent.flow === undefined ? { ...intent, flow: `person:${intent.name}` } : intent,
  );
  const added = config.intents.options
    .filter(({ flow }) => flow === undefined)
    .map((intent): [string, Flow] => [`person:${intent.name}`, handOver(intent, config)]);
  return {
    ...declaration,
    config: { ...config, intents: { ...config.intents, options } },
    flows: new Map([...declaration.flows, ...added]),
  };
}

function handOver({ name, choice }: Intent, { identity, says }: AgentConfig): Flow {
  const identify = identity?.flow;
  const wish = choice ?? name.replaceAll('-', ' ');
  return {
    about: says.yourWish.replace('{choice}', () => wish),
    slots: {},
    steps: [
      ...(identify === undefined ? [] : [{ run: identify }]),
      {
        escalate: `the customer wants to ${wish}, which I may not do without a language model, and there is none`,
      },
    ],
  };
}
