import type { DocumentPath } from '../../config/read/source.ts';
import { suggest } from '../../config/read/suggest.ts';
import type { Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import { type Catalogue, inOrderOfNeed } from '../schemas/fact-order.ts';
import { pathSteps } from '../schemas/path.ts';
import { isReference } from '../schemas/references.ts';
import type { Condition, FactReference, LeafCondition, Rule, RulesFile } from '../schemas/rules-schema.ts';
import { shapeAlong } from '../schemas/shape.ts';
import { checkReference } from './check-reference.ts';
import { fits, mismatch, type Right } from './check-types.ts';
import type { PolicyProblem } from './codes.ts';
import type { ToolShape } from './tool-shape.ts';

export interface RulesContext extends Catalogue {
  readonly tools: ReadonlyMap<string, ToolShape>;
}

/** The context of a condition, with the tools of its file. */
interface ConditionContext extends RulesContext {
  readonly about: readonly string[];
}

/** Problems of a rule file that its schema cannot find. */
export function checkRules(file: RulesFile, context: RulesContext): readonly PolicyProblem[] {
  return [
    ...file.appliesTo.tools.flatMap((tool, index) =>
      checkTool(tool, ['appliesTo', 'tools', index], file, context),
    ),
    ...file.rules.flatMap((rule, index) => checkRule(rule, ['rules', index], file, context)),
  ];
}

function checkTool(
  name: string,
  path: DocumentPath,
  { rules }: RulesFile,
  context: RulesContext,
): readonly PolicyProblem[] {
  const tool = context.tools.get(name);
  if (tool === undefined)
    return [
      {
        code: 'POLICY_UNKNOWN_TOOL',
        path,
        message: `unknown tool \`${name}\``,
        help: suggest(name, context.tools.keys()),
      },
    ];
  return inOrderOfNeed(rules.flatMap(factsOf), context).flatMap((factName): readonly PolicyProblem[] => {
    const fact = context.facts.get(factName);
    if (fact?.source.from !== 'arguments') return [];
    const shape = shapeAlong(tool.shape, pathSteps(fact.source.path));
    if (shape === 'unknown')
      return [
        {
          code: 'POLICY_UNKNOWN_ARGUMENT',
          path,
          message: `\`${name}\` has no argument \`${fact.source.path.slice(2)}\`, which the fact \`${factName}\` reads`,
          help: suggest(fact.source.path.slice(2), Object.keys(tool.shape.properties ?? {})),
        },
      ];
    const wrong = fits(fact, { shape: shape ?? {} });
    return wrong === undefined
      ? []
      : [
          {
            code: 'POLICY_TYPE_MISMATCH',
            path,
            message: `the fact \`${factName}\` is declared differently from the argument of \`${name}\`: ${wrong.message}`,
          },
        ];
  });
}

function checkRule(
  rule: Rule,
  path: DocumentPath,
  file: RulesFile,
  context: RulesContext,
): readonly PolicyProblem[] {
  const about = { ...context, about: file.appliesTo.tools };
  return [
    ...checkCondition(rule.conditions, [...path, 'conditions'], about),
    ...checkSet(rule, [...path, 'event', 'params', 'set'], file, context),
  ];
}

function checkCondition(
  condition: Condition,
  path: DocumentPath,
  context: ConditionContext,
): readonly PolicyProblem[] {
  if ('all' in condition)
    return condition.all.flatMap((each, index) => checkCondition(each, [...path, 'all', index], context));
  if ('any' in condition)
    return condition.any.flatMap((each, index) => checkCondition(each, [...path, 'any', index], context));
  if ('not' in condition) return checkCondition(condition.not, [...path, 'not'], context);
  return checkLeaf(condition, path, context);
}

function checkLeaf(
  leaf: LeafCondition,
  path: DocumentPath,
  context: ConditionContext,
): readonly PolicyProblem[] {
  const { facts } = context;
  const left = checkReference(leaf, path, facts);
  const right = rightOf(leaf.value, [...path, 'value'], facts);
  const problems = [left, right].flatMap((side) => ('problem' in side ? [side.problem] : []));
  if ('problem' in left || 'problem' in right) return problems;
  if (Array.isArray(leaf.value) && leaf.value.length === 0)
    return [
      { code: 'POLICY_TYPE_MISMATCH', path: [...path, 'value'], message: 'an empty list contains nothing' },
    ];
  const wrong = mismatch(leaf.operator, left.shape, right) ?? outsideArgument(leaf, right, context);
  return wrong === undefined ? [] : [{ code: 'POLICY_TYPE_MISMATCH', path: [...path, 'value'], ...wrong }];
}

/** Reports a constant that no tool of the file takes for the argument. */
function outsideArgument(leaf: LeafCondition, right: Right, { facts, tools, about }: ConditionContext) {
  const source = facts.get(leaf.fact)?.source;
  if (source?.from !== 'arguments') return undefined;
  const steps = [...pathSteps(source.path), ...pathSteps(leaf.path)];
  const wrong = about.map((name) => {
    const shape = shapeAlong(tools.get(name)?.shape ?? {}, steps);
    return shape === undefined || shape === 'unknown' ? undefined : mismatch(leaf.operator, shape, right);
  });
  return wrong.every(Boolean) ? wrong[0] : undefined;
}

function rightOf(
  value: Json | FactReference,
  path: DocumentPath,
  facts: Catalogue['facts'],
): Right | { readonly problem: PolicyProblem } {
  return isReference(value) ? checkReference(value, path, facts) : { constant: value };
}

function checkSet(
  { event }: Rule,
  path: DocumentPath,
  { appliesTo }: RulesFile,
  { facts, tools }: RulesContext,
): readonly PolicyProblem[] {
  if (event.type !== 'modify') return [];
  return Object.entries(event.params.set).flatMap(([argument, value]) => {
    const right = rightOf(value, [...path, argument], facts);
    if ('problem' in right) return [right.problem];
    return appliesTo.tools.flatMap((tool) =>
      checkArgument(tool, argument, right, [...path, argument], tools),
    );
  });
}

function checkArgument(
  tool: string,
  argument: string,
  right: Right,
  path: DocumentPath,
  tools: RulesContext['tools'],
): readonly PolicyProblem[] {
  const known = tools.get(tool)?.shape.properties;
  if (known === undefined) return [];
  const shape = own(known, argument);
  if (shape === undefined)
    return [
      {
        code: 'POLICY_UNKNOWN_ARGUMENT',
        path,
        key: true,
        message: `\`${tool}\` has no argument \`${argument}\``,
        help: suggest(argument, Object.keys(known)),
      },
    ];
  const wrong = fits(shape, right);
  return wrong === undefined ? [] : [{ code: 'POLICY_TYPE_MISMATCH', path, ...wrong }];
}

/** The facts named in a rule. */
export function factsOf({ conditions, event }: Rule): readonly string[] {
  const set = event.type === 'modify' ? Object.values(event.params.set).filter(isReference) : [];
  return [...new Set([...factsIn(conditions), ...set.map(({ fact }) => fact)])];
}

function factsIn(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(factsIn);
  if ('any' in condition) return condition.any.flatMap(factsIn);
  if ('not' in condition) return factsIn(condition.not);
  return [condition.fact, ...(isReference(condition.value) ? [condition.value.fact] : [])];
}
