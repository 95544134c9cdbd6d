import type { Diagnostic } from '../../core/diagnostic.ts';
import { isEngineTool, type Tool, type Toolset } from '../../core/tool.ts';
import { inWords, isCurrency } from '../../core/values/money.ts';
import { moneyKeys } from '../../core/values/money-keys.ts';
import { aboutFile, type LinkContext, toolsFile } from './link-context.ts';

const TOOL_NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;

/** Checks that every tool keeps the contract of `core/tool.ts` and that no name repeats. */
export function checkToolContracts(
  agent: string,
  { tools, functions = {} }: Pick<Toolset, 'tools' | 'functions'>,
): readonly Diagnostic[] {
  const problems = tools.flatMap((tool, index) => {
    const taken = tools.findIndex(({ name }) => name === tool.name) < index;
    return [...(taken ? [`tool \`${tool.name}\` is declared twice`] : []), ...breaches(tool)];
  });
  return [...problems, ...mixedUnits([...tools, ...Object.values(functions)])].map((message) =>
    aboutFile(toolsFile(agent), { code: 'TOOL_INVALID', message }),
  );
}

/** Reports a key with two units: a reply's amounts are compared with tool results by key. */
function mixedUnits(declared: readonly Pick<Tool, 'input' | 'output'>[]): readonly string[] {
  const values = declared.flatMap(({ input, output }) => (output ? [input, output] : [input]));
  return [...moneyKeys(values)].flatMap(([key, units]) => {
    const names = [...new Set(units.map(inWords))].toSorted();
    const unknown = units.find(({ currency }) => !isCurrency(currency));
    if (unknown) return [`\`${unknown.currency}\` of \`${key}\` is no currency such as \`USD\``];
    return names.length < 2
      ? []
      : [`tools declare \`${key}\` in \`${names.join('` and in `')}\`: one name, one unit`];
  });
}

function breaches(tool: Tool): readonly string[] {
  const { name, effects, idempotency, happened, words } = tool;
  const claims: readonly (readonly [broken: boolean, message: string])[] = [
    [!TOOL_NAME.test(name), `tool \`${name}\` needs a name of letters, digits, \`_\` and \`-\``],
    [isEngineTool(name), `tool \`${name}\` has the name of one of the engine's own tools`],
    [effects && idempotency === undefined, `tool \`${name}\` has effects and must declare \`idempotency\``],
    [
      !effects && idempotency !== undefined,
      `tool \`${name}\` has no effects, so \`idempotency\` means nothing`,
    ],
    [
      !effects && words !== undefined,
      `tool \`${name}\` has no effects, so nobody says yes to it and \`words\` means nothing`,
    ],
    [
      idempotency === 'lookup' && happened === undefined,
      `tool \`${name}\` declares \`lookup\` and needs \`happened\``,
    ],
  ];
  return claims.flatMap(([broken, message]) => (broken ? [message] : []));
}

/** Finds tools with effects that nothing can propose. */
export function unusedTools(
  { agent, tools }: LinkContext,
  flowTools: ReadonlySet<string>,
): readonly Diagnostic[] {
  const { config } = agent.declaration;
  const named = [...config.intents.options.flatMap((intent) => intent.tools), config.escalation.tool];
  const reached = new Set<string | undefined>([...flowTools, ...named]);
  return [...(tools?.values() ?? [])]
    .filter(({ name, effects }) => effects && !reached.has(name))
    .map(({ name }) =>
      aboutFile(toolsFile(config.name), {
        code: 'LINK_UNUSED',
        severity: 'warning',
        message: `no intent or flow reaches the tool \`${name}\``,
      }),
    );
}

/** Finds functions that no flow computes with. */
export function unusedFunctions(
  { agent, functions = {} }: LinkContext,
  used: ReadonlySet<string>,
): readonly Diagnostic[] {
  return Object.keys(functions)
    .filter((name) => !used.has(name))
    .map((name) =>
      aboutFile(toolsFile(agent.declaration.config.name), {
        code: 'LINK_UNUSED',
        severity: 'warning',
        message: `no flow computes with the function \`${name}\``,
      }),
    );
}
