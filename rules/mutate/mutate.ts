import type { DocumentPath } from '../../config/read/source.ts';
import { own } from '../../core/values/own.ts';
import { DECISIONS, type Decision } from '../../core/verdict.ts';
import type { TopicFile } from '../files/assemble-policy.ts';
import type { Policy, ToolPolicy } from '../judge/policy.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import type { Rule, RulesFile } from '../schemas/rules-schema.ts';
import { type Change, conditionChanges } from './mutate-conditions.ts';

/** A rule file with one mistake in it. */
export interface Mutant {
  readonly topic: string;
  /** The rule with the mistake; null if the mistake is in the file's own keys. */
  readonly rule: string | null;
  /** The path of the mistake; `words` describes it. */
  readonly path: DocumentPath;
  readonly words: string;
  readonly file: RulesFile;
}

/**
 * All files that differ from this one by one mistake.
 *
 * Not changed: paths and names of facts, which `check` verifies; texts for customers; the values of a `modify`,
 * which cases do not compare. Some mistakes are undetectable, for example a weaker verdict of a rule that never
 * fires without a stronger one. They count all the same.
 */
export function mutantsOf({ topic, value }: TopicFile, facts: ReadonlyMap<string, Fact>): readonly Mutant[] {
  const mutant =
    (rule: string | null) =>
    ({ path, words, value: changed }: Change): Mutant => ({
      topic,
      rule,
      path,
      words,
      file: replaced(value, path, changed) as RulesFile,
    });
  return [
    ...fileChanges(value).map(mutant(null)),
    ...value.rules.flatMap((rule, index) =>
      ruleChanges(rule, ['rules', index], facts).map(mutant(rule.name)),
    ),
  ];
}

function fileChanges({ appliesTo: { tools }, default: given }: RulesFile): readonly Change[] {
  return [
    ...tools.map((tool, index) => ({
      path: ['appliesTo', 'tools', index],
      words: `the file is no longer about \`${tool}\``,
      value: undefined,
    })),
    ...weaker(given).map((decision) => ({
      path: ['default'],
      words: `\`${given}\` becomes \`${decision}\``,
      value: decision,
    })),
  ];
}

function ruleChanges(
  { conditions, event }: Rule,
  path: DocumentPath,
  facts: ReadonlyMap<string, Fact>,
): readonly Change[] {
  const softer = event.type === 'modify' ? [] : weaker(event.type).filter((type) => type !== 'allow');
  return [
    { path, words: 'the rule is taken out', value: undefined },
    ...softer.map((type) => ({
      path: [...path, 'event', 'type'],
      words: `\`${event.type}\` becomes \`${type}\``,
      value: type,
    })),
    ...conditionChanges(conditions, [...path, 'conditions'], facts),
  ];
}

const weaker = (given: Decision) =>
  DECISIONS.slice(0, DECISIONS.indexOf(given))
    .filter((decision) => decision !== 'modify')
    .reverse();

function replaced(value: unknown, [first, ...rest]: DocumentPath, by: unknown): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value))
    return rest.length === 0 && by === undefined
      ? value.toSpliced(Number(first), 1)
      : value.with(Number(first), replaced(value[Number(first)], rest, by));
  const object = value as { readonly [key: string]: unknown };
  return { ...object, [first]: replaced(own(object, String(first)), rest, by) };
}

/** The policy with the topic's file replaced. Keeps the original's version. */
export function policyWith(policy: Policy, { topic, file }: Pick<Mutant, 'topic' | 'file'>): Policy {
  const about = (tool: ToolPolicy) => tool.topics.some((each) => each.topic === topic);
  const tools = [...policy.tools].map(([name, tool]) => {
    const changed = about(tool) ? toolWith(tool, topic, file, file.appliesTo.tools.includes(name)) : tool;
    return [name, changed] as const;
  });
  return { ...policy, tools: new Map(tools) };
}

function toolWith(tool: ToolPolicy, topic: string, file: RulesFile, covered: boolean): ToolPolicy {
  const mine = covered ? file.rules.map((rule) => ({ ...rule, topic })) : [];
  return {
    ...tool,
    topics: [
      ...tool.topics.filter((each) => each.topic !== topic),
      ...(covered ? [{ topic, default: file.default }] : []),
    ],
    rules: [...tool.rules.filter((rule) => rule.topic !== topic), ...mine],
  };
}
