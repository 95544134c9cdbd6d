import type { AgentSources } from '../config/read-agent.ts';
import { readText } from '../config/read-folder.ts';
import { identityName, sessionFields } from '../config/session-names.ts';
import { openSource } from '../config/source.ts';
import { suggest } from '../config/suggest.ts';
import type { Diagnostic } from '../core/diagnostic.ts';
import type { Toolset } from '../core/tool.ts';
import { checkPolicyFiles } from '../rules/load-policy.ts';
import type { Policy } from '../rules/policy.ts';

/** Checks an agent's rules against its tools, and the session facts that they read against who attests them. */
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
  return policy === undefined ? diagnostics : [...diagnostics, ...(await checkSession(root, agent, policy))];
}

/** A session fact that nobody attests is always missing, so that every action judged by it waits for a person. */
async function checkSession(
  root: string,
  agent: AgentSources,
  policy: Policy,
): Promise<readonly Diagnostic[]> {
  const known = new Set([...sessionFields(agent), 'user_confirmed']);
  const unknown = [...policy.facts].flatMap(([name, { source }]) =>
    source.from === 'session' && !known.has(source.key) ? [{ name, key: source.key }] : [],
  );
  const file = `policies/${agent.declaration.config.name}/facts.json`;
  const text = unknown.length === 0 ? undefined : await readText(root, file);
  const facts = text?.ok ? openSource({ file, text: text.value }) : undefined;
  if (!facts?.ok) return [];
  return unknown.map(({ name, key }) =>
    facts.value.diagnose({
      code: 'LINK_UNKNOWN',
      severity: 'warning',
      path: ['facts', name, 'source', 'key'],
      message: `no flow attests \`${key}\` in the session`,
      help: suggest(key, known),
    }),
  );
}
