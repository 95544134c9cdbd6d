import type { Fields } from './check-template.ts';
import type { LinkContext } from './link-context.ts';

/** What templates can read as `session.*`: the customer's id and what they attested. */
export function sessionFields({ agent }: LinkContext): Fields {
  const { config, flows } = agent.declaration;
  const attested = [...flows.values()].flatMap(({ slots }) =>
    Object.entries(slots).flatMap(([name, slot]) => (slot.attested ? [name] : [])),
  );
  return new Set([...(config.identity ? [config.identity.as] : []), ...attested]);
}
