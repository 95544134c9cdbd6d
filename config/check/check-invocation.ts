import type { Invocation, Judgement } from '../../core/flow.ts';
import type { Tool } from '../../core/tool.ts';
import { own } from '../../core/values/own.ts';
import { parseTemplate } from '../../core/values/template.ts';
import { predicate } from '../read/messages.ts';
import { problemsOf } from '../read/problems.ts';
import type { DocumentPath, Problem } from '../read/source.ts';
import { suggest } from '../read/suggest.ts';
import { shapeOfArgument } from '../schemas/flow-shapes.ts';
import { argumentMismatch } from './check-argument.ts';
import type { KnownNames } from './check-template.ts';

type Tools = ReadonlyMap<string, Tool> | undefined;

/** Checks that a tool of this name is declared. */
export function checkTool(name: string, path: DocumentPath, tools: Tools): readonly Problem[] {
  if (!tools || tools.has(name)) return [];
  return [
    { code: 'LINK_UNKNOWN', path, message: `unknown tool \`${name}\``, help: suggest(name, tools.keys()) },
  ];
}

/** Checks that a tool of this name is declared and has no effects. */
export function checkRead(name: string, path: DocumentPath, tools: Tools): readonly Problem[] {
  if (!tools?.get(name)?.effects) return checkTool(name, path, tools);
  return [
    {
      code: 'LINK_EFFECTS',
      path,
      message: `\`${name}\` has effects; only a tool without effects may be used here`,
      help: 'use `call` in a flow',
    },
  ];
}

/** Checks the tool and the arguments of a lookup, a call or a judgement. */
export function checkInvocation(
  kind: 'lookup' | 'call' | 'judge',
  invocation: Invocation | Judgement,
  path: DocumentPath,
  tools: Tools,
  names: KnownNames,
): readonly Problem[] {
  const name = invocation.tool;
  const at = [...path, 'tool'];
  const tool = tools?.get(name);
  if (!tool) return checkTool(name, at, tools);
  if (kind === 'lookup' && tool.effects) {
    return [
      {
        code: 'LINK_EFFECTS',
        path: at,
        message: `\`${name}\` has effects and cannot be looked up`,
        help: 'use `call`',
      },
    ];
  }
  if (kind !== 'lookup' && !tool.effects) {
    return [
      {
        code: 'LINK_EFFECTS',
        path: at,
        message: `\`${name}\` has no effects: there is nothing to judge`,
        help: 'use `lookup`',
      },
    ];
  }
  const check = kind === 'judge' ? checkGiven : checkArguments;
  return check(tool, invocation.with, [...path, 'with'], names);
}

/** The slots that an invocation may ask again, each with its path. */
export function slotsToAskAgain(invocation: Invocation | Judgement, path: DocumentPath) {
  const { missing = [], denied } = { missing: undefined, ...invocation };
  const many = Array.isArray(missing);
  return [
    ...[missing].flat().map((name, index) => ({ name, at: [...path, 'missing', ...(many ? [index] : [])] })),
    ...Object.entries(denied).map(([code, name]) => ({ name, at: [...path, 'denied', code] })),
  ];
}

/** A tool or a function, as its arguments are checked. */
type Taking = Pick<Tool, 'name' | 'input'>;

/** Checks declared arguments against the input of a tool or function, missing ones too. */
export function checkArguments(
  taking: Taking,
  given: Invocation['with'],
  path: DocumentPath,
  names: KnownNames,
): readonly Problem[] {
  const { shape } = taking.input;
  const required = Object.keys(shape).filter((key) => !own(shape, key)?.safeParse(undefined).success);
  const missing = required.filter((key) => !Object.hasOwn(given, key));
  return [
    ...missing.map(
      (key): Problem => ({
        code: 'LINK_ARGUMENTS',
        path,
        message: `\`${taking.name}\` needs the argument \`${key}\``,
      }),
    ),
    ...checkGiven(taking, given, path, names),
  ];
}

/** Checks the arguments that are given. */
function checkGiven(
  taking: Taking,
  given: Invocation['with'],
  path: DocumentPath,
  names: KnownNames,
): readonly Problem[] {
  return Object.entries(given).flatMap(([key, value]) =>
    checkArgument(taking, key, value, [...path, key], names),
  );
}

function checkArgument(
  tool: Taking,
  key: string,
  value: Invocation['with'][string],
  path: DocumentPath,
  names: KnownNames,
): readonly Problem[] {
  const schema = own(tool.input.shape, key);
  if (!schema) {
    const help = suggest(key, Object.keys(tool.input.shape));
    return [
      {
        code: 'LINK_ARGUMENTS',
        path,
        key: true,
        message: `\`${tool.name}\` takes no argument \`${key}\``,
        help,
      },
    ];
  }
  const isTemplate = [value]
    .flat()
    .some((text) => typeof text === 'string' && parseTemplate(text).some(({ kind }) => kind !== 'text'));
  if (isTemplate) {
    const mismatch = argumentMismatch(shapeOfArgument(value, names), [schema]);
    if (!mismatch) return [];
    return [
      {
        code: 'LINK_ARGUMENTS',
        path,
        ...mismatch,
        message: `\`${key}\` of \`${tool.name}\` ${mismatch.message}`,
      },
    ];
  }
  const parsed = schema.safeParse(value, { error: predicate });
  if (parsed.success) return [];
  const issues = problemsOf(parsed.error.issues, { schema: tool.input, value: { [key]: value } }, [key]);
  return issues.map((issue) => ({
    code: 'LINK_ARGUMENTS',
    path: [...path, ...issue.path.slice(1)],
    message: `\`${tool.name}\` does not take this value for \`${key}\`: ${issue.message}`,
    help: issue.help,
  }));
}
