import { Says } from '../../config/schemas/wording-schema.ts';
import { contentHash, type Json } from '../../core/values/json.ts';
import type { Policy, ToolPolicy } from '../judge/policy.ts';
import { inOrderOfNeed } from '../schemas/fact-order.ts';
import type { RulesFile } from '../schemas/rules-schema.ts';
import { factsOf, type RulesContext } from './check-rules.ts';

/** A rule file under its topic. */
export interface TopicFile {
  readonly topic: string;
  readonly value: RulesFile;
}

export type PolicySays = Pick<Says['judged'], 'deny' | 'review' | 'confirm'>;

const DEFAULT: PolicySays = Says.parse({}).judged;

/** Builds the policy from checked files, indexed by tool. */
export function assemblePolicy(
  agent: string,
  files: readonly TopicFile[],
  context: RulesContext,
  says: PolicySays = DEFAULT,
): Policy {
  const content = {
    facts: Object.fromEntries(context.facts),
    files: files.map(({ topic, value: { $schema: _, ...value } }) => ({ topic, ...value })),
    effects: [...context.tools].map(([name, { effects }]) => ({ name, effects })),
  };
  return {
    agent,
    // JSON removes undefined keys: they are no content.
    version: contentHash(JSON.parse(JSON.stringify(content)) as Json),
    facts: context.facts,
    says: { deny: says.deny, review: says.review, confirm: says.confirm, modify: '', allow: '' },
    tools: new Map(
      [...context.tools].map(([name, { effects }]) => [name, toolPolicy(name, effects, files, context)]),
    ),
  };
}

function toolPolicy(
  name: string,
  effects: boolean,
  files: readonly TopicFile[],
  context: RulesContext,
): ToolPolicy {
  const about = files.filter(({ value }) => value.appliesTo.tools.includes(name));
  const rules = about.flatMap(({ topic, value }) => value.rules.map((rule) => ({ ...rule, topic })));
  return {
    effects,
    topics: about.map(({ topic, value }) => ({ topic, default: value.default })),
    rules,
    facts: inOrderOfNeed(rules.flatMap(factsOf), context),
  };
}
