import { identityName, sessionFields } from '../../config/check/session-names.ts';
import type { AgentSources } from '../../config/read/read-agent.ts';
import { readText } from '../../config/read/read-folder.ts';
import { openSource, type Problem } from '../../config/read/source.ts';
import { suggest } from '../../config/read/suggest.ts';
import type { Diagnostic } from '../../core/diagnostic.ts';
import type { Toolset } from '../../core/tool.ts';
import { own } from '../../core/values/own.ts';
import { isQuotable } from '../../hearing/attested/read-quote.ts';
import { checkPolicyFiles } from '../../rules/analyse/check-policy-files.ts';
import type { Policy } from '../../rules/judge/policy.ts';
import { checkDenied } from './check-denied.ts';

/** Checks an agent's rules against its tools and against the session facts that its flows attest. */
export async function checkPolicy(
  root: string,
  agent: AgentSources,
  { tools, facts }: Toolset,
): Promise<readonly Diagnostic[]> {
  const name = agent.declaration.config.name;
  const { policy, diagnostics } = await checkPolicyFiles({
    root,
    agent: name,
    tools,
    computed: facts,
    identity: identityName(agent.declaration.config),
  });
  if (policy === undefined) return diagnostics;
  return [...diagnostics, ...checkDenied(agent, policy), ...(await checkSession(root, agent, policy))];
}

/** Reports session facts that are always missing, and windows of a customer who is never known. */
async function checkSession(
  root: string,
  agent: AgentSources,
  policy: Policy,
): Promise<readonly Diagnostic[]> {
  const problems = [...policy.facts].flatMap(([name, { source }]) => {
    if (source.from === 'session') return checkKey({ name, key: source.key }, agent, policy);
    return source.from === 'window' ? checkWindow(name, source.tools, agent) : [];
  });
  const file = `policies/${agent.declaration.config.name}/facts.json`;
  const text = problems.length === 0 ? undefined : await readText(root, file);
  const facts = text?.ok ? openSource({ file, text: text.value }) : undefined;
  return facts?.ok ? problems.map(facts.value.diagnose) : [];
}

interface SessionFact {
  readonly name: string;
  readonly key: string;
}

/** Reports a session fact that nothing sets: every action judged by it would wait for a person. */
function checkKey({ name, key }: SessionFact, agent: AgentSources, policy: Policy): readonly Problem[] {
  const known = new Set([...sessionFields(agent), 'user_confirmed']);
  const problem = {
    code: 'LINK_UNKNOWN',
    severity: 'warning',
    path: ['facts', name, 'source', 'key'],
  } as const;
  if (!known.has(key))
    return [{ ...problem, message: `no flow attests \`${key}\` in the session`, help: suggest(key, known) }];
  const slots = [...agent.declaration.flows.values()].flatMap((flow) => own(flow.slots, key) ?? []);
  const attested = slots.filter((slot) => slot.attested);
  if (attested.length === 0 || attested.some(isQuotable)) return [];
  const judged = new Set(
    [...policy.tools].flatMap(([tool, { facts }]) => (facts.includes(name) ? [tool] : [])),
  );
  const intents = agent.declaration.config.intents.options.filter(
    ({ flow, tools }) => flow === undefined && tools.some((tool) => judged.has(tool)),
  );
  return intents.map((intent) => ({
    ...problem,
    message: `only the question of a flow sets \`${key}\`, and the model handles the intent \`${intent.name}\`, whose actions are judged by it`,
    help: 'give the intent a `flow` that asks for it, the slot a type that can be read from any message, or a rule that does not read it',
  }));
}

/** Reports a window without `identity`: then only signed-in customers are known, and a window counts a customer's actions. */
function checkWindow(
  name: string,
  tools: readonly string[],
  { declaration }: AgentSources,
): readonly Problem[] {
  if (declaration.config.identity !== undefined) return [];
  return [
    {
      code: 'LINK_UNKNOWN',
      severity: 'warning',
      path: ['facts', name, 'source'],
      message: `\`${tools.join('`, `')}\` is counted for a customer, and the agent has no \`identity\``,
      help: 'declare `identity`; without it only customers with a signed token are counted, and all others wait for a person',
    },
  ];
}
