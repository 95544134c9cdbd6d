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
  /** The rule that the mistake is in; null when it is in what the whole file says. */
  readonly rule: string | null;
  /** Where it is, and what it is. */
  readonly path: DocumentPath;
  readonly words: string;
  readonly file: RulesFile;
}

/**
 * All files that are one mistake away from this one.
 *
 * Left as they are: paths and names of facts, which `check` reads; what customers are told; and what
 * a `modify` sets, because a case does not say it. Some of these mistakes no case can notice, such as a
 * weaker verdict of a rule that never fires without a stronger one; they count as mistakes all the same.
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

/** The policy with this in the place of the topic's file. The version stays that of the original. */
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
