import type { Diagnostic } from '../core/diagnostic.ts';
import type { Tool } from '../core/tool.ts';
import { aboutFile, type LinkContext, toolsFile } from './link-context.ts';

const TOOL_NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;

/** Checks that every tool keeps the contract of `core/tool.ts`, and is named once. */
export function checkToolContracts(agent: string, tools: readonly Tool[]): readonly Diagnostic[] {
  const problems = tools.flatMap((tool, index) => {
    const taken = tools.findIndex(({ name }) => name === tool.name) < index;
    return [...(taken ? [`tool \`${tool.name}\` is declared twice`] : []), ...breaches(tool)];
  });
  return problems.map((message) => aboutFile(toolsFile(agent), { code: 'TOOL_INVALID', message }));
}

function breaches(tool: Tool): readonly string[] {
  const { name, effects, idempotency, happened } = tool;
  const claims: readonly (readonly [broken: boolean, message: string])[] = [
    [!TOOL_NAME.test(name), `tool \`${name}\` needs a name of letters, digits, \`_\` and \`-\``],
    [effects && idempotency === undefined, `tool \`${name}\` has effects and must declare \`idempotency\``],
    [
      !effects && idempotency !== undefined,
      `tool \`${name}\` has no effects, so \`idempotency\` means nothing`,
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
