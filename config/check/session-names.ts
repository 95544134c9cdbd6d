import { z } from 'zod';
import type { Shape } from '../../core/values/value-shape.ts';
import type { AgentSources } from '../read/read-agent.ts';
import type { AgentConfig } from '../schemas/agent-schema.ts';

/** The session's name for the customer's id. */
export const identityName = ({ identity }: Pick<AgentConfig, 'identity'>): string =>
  identity?.as ?? 'customer_id';

/** The session's fields for templates and rules: the customer's id and the attested slots. */
export function sessionFields({ declaration: { config, flows } }: AgentSources): ReadonlySet<string> {
  const attested = [...flows.values()].flatMap(({ slots }) =>
    Object.entries(slots).flatMap(([name, slot]) => (slot.attested ? [name] : [])),
  );
  return new Set([...(config.identity ? [config.identity.as] : []), ...attested]);
}

/** The session's shape for templates. */
export function sessionShape(agent: AgentSources): Shape {
  return [z.object(Object.fromEntries([...sessionFields(agent)].map((name) => [name, z.any()])))];
}
