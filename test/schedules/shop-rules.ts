import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AgentDeclaration } from '../../config/read/project.ts';
import { unwrap } from '../../core/diagnostic.ts';
import type { Classifier } from '../../core/ports/classifier.ts';
import type { Tool, Toolset } from '../../core/tool.ts';
import { loadPolicy } from '../../rules/files/load-policy.ts';
import type { Policy } from '../../rules/judge/policy.ts';

/** Rule files that are put beside the shop's own: what the rules can be changed to while customers talk. */
const CHANGES: readonly Record<string, unknown>[] = [
  rule('frozen', ['cancel_pending_order'], 'deny'),
  rule('watched', ['cancel_pending_order', 'modify_pending_order_payment'], 'review'),
];

/** The number of policies that a schedule can switch between. The first is the shop's own. */
export const POLICIES = CHANGES.length + 1;

/** The shop's own policy, and each change of it. */
export async function allPolicies(
  tools: readonly Tool[],
  computed: Toolset['facts'],
): Promise<readonly Policy[]> {
  const from = fileURLToPath(new URL('../../policies/retail', import.meta.url));
  const root = await mkdtemp(join(tmpdir(), 'trestle-schedules-'));
  try {
    const policies: Policy[] = [];
    for (const change of [null, ...CHANGES]) {
      const folder = join(root, 'policies', 'retail');
      await rm(folder, { recursive: true, force: true });
      await cp(from, folder, { recursive: true });
      if (change) await writeFile(join(folder, 'changed.rules.json'), JSON.stringify(change));
      policies.push(unwrap(await loadPolicy({ root, agent: 'retail', tools, computed })));
    }
    return policies;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function rule(name: string, tools: readonly string[], type: string) {
  return {
    appliesTo: { tools },
    default: 'allow',
    rules: [
      {
        name,
        why: 'The rules were changed while customers were talking.',
        conditions: { all: [{ fact: 'order', path: '$.exists', operator: 'equal', value: true }] },
        event: { type, params: { code: `orders_${name}`, tell: 'That is not possible at the moment.' } },
      },
    ],
  };
}

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bcancel\b/i, 'cancel-order'],
  [/\bpay(ment)?\b/i, 'change-order-payment'],
  [/\bwhere is\b/i, 'order-status'],
  [/\bthank/i, 'thanks-goodbye'],
];

/** Reads intents off words: sure of the first that fits, sure of nothing else. */
export function byWords({ config }: AgentDeclaration): Classifier {
  return {
    async classify(text) {
      const name = WORDS.find(([pattern]) => pattern.test(text))?.[1];
      const others = config.intents.options.filter((option) => option.name !== name);
      const rest = (name ? 0.05 : 1) / others.length;
      const guesses = others.map((option) => ({ name: option.name, confidence: rest }));
      return name ? [{ name, confidence: 0.95 }, ...guesses] : guesses;
    },
  };
}
