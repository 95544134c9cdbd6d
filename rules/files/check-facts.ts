import type { DocumentPath } from '../../config/read/source.ts';
import { suggest } from '../../config/read/suggest.ts';
import { own } from '../../core/values/own.ts';
import { cycleThrough } from '../schemas/fact-order.ts';
import type { Binding, Fact, FactSource } from '../schemas/facts-schema.ts';
import { typesOf } from '../schemas/shape.ts';
import { checkReference } from './check-reference.ts';
import type { RulesContext } from './check-rules.ts';
import { fits } from './check-types.ts';
import { checkWindow } from './check-window.ts';
import type { PolicyProblem } from './codes.ts';

type RecordSource = Extract<FactSource, { from: 'record' }>;

/** Problems of a catalogue of facts that its schema cannot find. */
export function checkFacts(context: RulesContext): readonly PolicyProblem[] {
  const undeclared = Object.keys(context.computed).filter(
    (name) => context.facts.get(name)?.source.from !== 'computed',
  );
  return [
    ...[...context.facts].flatMap(([name, fact]) => [
      ...checkSource(name, fact, context),
      ...checkCycle(name, context),
    ]),
    ...undeclared.map(
      (name): PolicyProblem => ({
        code: 'POLICY_NOT_COMPUTED',
        path: ['facts'],
        key: true,
        message: `the tools compute \`${name}\`, which is not declared as computed`,
      }),
    ),
  ];
}

function checkSource(name: string, fact: Fact, context: RulesContext): readonly PolicyProblem[] {
  const path: DocumentPath = ['facts', name, 'source'];
  switch (fact.source.from) {
    case 'record':
      return checkRecord(fact, fact.source, path, context);
    case 'history':
      return unknownTool(fact.source.tool, [...path, 'tool'], context);
    case 'window': {
      const unknown = fact.source.tools.flatMap((tool, index) =>
        unknownTool(tool, [...path, 'tools', index], context),
      );
      return unknown.length > 0 ? unknown : checkWindow(fact, fact.source, path, context);
    }
    case 'computed':
      return checkComputed(name, path, context);
    default:
      return [];
  }
}

function unknownTool(tool: string, path: DocumentPath, { tools }: RulesContext): readonly PolicyProblem[] {
  return tools.has(tool)
    ? []
    : [
        {
          code: 'POLICY_UNKNOWN_TOOL',
          path,
          message: `unknown tool \`${tool}\``,
          help: suggest(tool, tools.keys()),
        },
      ];
}

function checkComputed(
  name: string,
  path: DocumentPath,
  { computed, facts }: RulesContext,
): readonly PolicyProblem[] {
  if (!Object.hasOwn(computed, name))
    return [
      {
        code: 'POLICY_NOT_COMPUTED',
        path,
        message: `nothing computes \`${name}\``,
        help: suggest(name, Object.keys(computed)),
      },
    ];
  const strangers = (own(computed, name)?.needs ?? []).filter((need) => !facts.has(need));
  return strangers.map((need) => ({
    code: 'POLICY_UNKNOWN_FACT',
    path,
    message: `\`${name}\` is computed from the unknown fact \`${need}\``,
    help: suggest(need, facts.keys()),
  }));
}

function checkRecord(
  fact: Fact,
  source: RecordSource,
  path: DocumentPath,
  context: RulesContext,
): readonly PolicyProblem[] {
  const tool = context.tools.get(source.tool);
  if (tool === undefined) return unknownTool(source.tool, [...path, 'tool'], context);
  if (tool.effects)
    return [
      {
        code: 'POLICY_UNKNOWN_TOOL',
        path: [...path, 'tool'],
        message: `\`${source.tool}\` has effects, and a fact may only read`,
      },
    ];
  const missing = tool.required.filter((argument) => !Object.hasOwn(source.with, argument));
  const each = Object.values(source.with).some((binding) => binding.each);
  return [
    ...missing.map(
      (argument): PolicyProblem => ({
        code: 'POLICY_UNKNOWN_ARGUMENT',
        path: [...path, 'with'],
        message: `\`${source.tool}\` needs the argument \`${argument}\``,
      }),
    ),
    ...Object.entries(source.with).flatMap(([argument, binding]) =>
      checkBinding(argument, binding, source, path, context),
    ),
    ...(each && !typesOf(fact)?.includes('array')
      ? [
          {
            code: 'POLICY_TYPE_MISMATCH' as const,
            path: [...path.slice(0, -1), 'type'],
            message: 'a record for each entry of a list is a list',
          },
        ]
      : []),
  ];
}

function checkBinding(
  argument: string,
  binding: Binding,
  { tool }: RecordSource,
  path: DocumentPath,
  { facts, tools }: RulesContext,
): readonly PolicyProblem[] {
  const at = [...path, 'with', argument];
  const known = tools.get(tool)?.shape.properties ?? {};
  if (!Object.hasOwn(known, argument))
    return [
      {
        code: 'POLICY_UNKNOWN_ARGUMENT',
        path: at,
        key: true,
        message: `\`${tool}\` has no argument \`${argument}\``,
        help: suggest(argument, Object.keys(known)),
      },
    ];
  const reference = checkReference(binding, at, facts);
  if ('problem' in reference) return [reference.problem];
  const list = binding.each && fits({ type: 'array' }, reference);
  if (list)
    return [{ code: 'POLICY_TYPE_MISMATCH', path: at, message: `\`each\` needs a list: ${list.message}` }];
  const wrong = fits(own(known, argument) ?? {}, {
    shape: binding.each ? (reference.shape.items ?? {}) : reference.shape,
  });
  return wrong === undefined ? [] : [{ code: 'POLICY_TYPE_MISMATCH', path: at, ...wrong }];
}

function checkCycle(name: string, context: RulesContext): readonly PolicyProblem[] {
  const cycle = cycleThrough(name, context);
  return cycle === undefined
    ? []
    : [
        {
          code: 'POLICY_FACT_CYCLE',
          path: ['facts', name],
          key: true,
          message: `\`${name}\` is made from itself: ${cycle.join(' from ')}`,
        },
      ];
}
