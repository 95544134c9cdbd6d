import { Engine, type Event, type TopLevelCondition } from 'json-rules-engine';
import type { JsonObject } from '../core/values/json.ts';
import { assemblePolicy } from '../rules/files/assemble-policy.ts';
import { judge } from '../rules/judge/judge.ts';
import type { Policy } from '../rules/judge/policy.ts';
import { readFacts } from '../rules/judge/read-facts.ts';
import type { Fact } from '../rules/schemas/facts-schema.ts';
import type { RulesFile } from '../rules/schemas/rules-schema.ts';

const NOW = new Date('2024-05-15T15:00:00Z');
const ARGUMENTS: JsonObject = { order_id: '#W1000001', amount: 120, reason: 'no longer needed' };
const SESSION: JsonObject = { customer: 'ann' };

const argument = (name: string, type: Fact['type']): Fact => ({
  type,
  meaning: 'An argument of the action.',
  source: { from: 'arguments', path: `$.${name}` },
});

const FACTS: ReadonlyMap<string, Fact> = new Map<string, Fact>([
  ['order_id', argument('order_id', 'string')],
  ['amount', argument('amount', 'integer')],
  ['reason', argument('reason', 'string')],
  ['customer', { type: 'string', meaning: 'Who asks.', source: { from: 'session', key: 'customer' } }],
]);

/** Rules of three conditions, none of which stops the action; all their facts are read. */
export interface BenchRules {
  /** Names of the tools, each with its rules. */
  readonly tools: readonly string[];
  readonly policy: Policy;
  readonly files: readonly RulesFile[];
}

/** This many rules, spread evenly over this many tools. */
export function benchRules(rules: number, over: number): BenchRules {
  const tools = Array.from({ length: over }, (_, tool) => `tool_${tool}`);
  const files = tools.map((tool, index) => fileFor(tool, Math.ceil((rules - index) / over)));
  const topics = files.map((value, index) => ({ topic: `topic-${index}`, value }));
  const shapes = new Map(tools.map((tool) => [tool, { effects: true, shape: {}, required: [] }]));
  const policy = assemblePolicy('bench', topics, { facts: FACTS, computed: {}, tools: shapes });
  return { tools, policy, files };
}

function fileFor(tool: string, rules: number): RulesFile {
  return {
    appliesTo: { tools: [tool] },
    default: 'allow',
    rules: Array.from({ length: rules }, (_, index) => ({
      name: `${tool.replace('_', '-')}-rule-${index}`,
      why: 'It is one of many rules.',
      conditions: {
        all: [
          { fact: 'amount', operator: 'greaterThan', value: 1000 + index },
          { fact: 'reason', operator: 'notIn', value: ['no longer needed', 'ordered by mistake'] },
          { fact: 'customer', operator: 'equal', value: `customer_${index}` },
        ],
      },
      event: { type: 'deny', params: { code: 'no', tell: 'No.' } },
    })),
  };
}

/** Judges an action as the product does, from its arguments to its verdict, without a record to load. */
export function judging({ tools, policy }: BenchRules): (round: number) => Promise<string> {
  const sources = {
    catalogue: policy.facts,
    computed: {},
    session: SESSION,
    history: [],
    now: NOW,
    record: () => Promise.reject(new Error('no rule reads a record')),
  };
  return async (round) => {
    const name = tools[round % tools.length] ?? '';
    const facts = policy.tools.get(name)?.facts ?? [];
    const { decision } = await judge({
      action: { name, arguments: ARGUMENTS },
      confirmed: false,
      approved: false,
      policy,
      now: NOW,
      facts: (question) => readFacts(facts, question, sources),
    });
    return decision;
  };
}

/** json-rules-engine by itself over the same rules, all of them in one engine, as its manual shows. */
export function plainEngine({ files }: BenchRules): () => Promise<readonly Event[]> {
  const engine = new Engine();
  for (const { name, conditions, event } of files.flatMap(({ rules }) => rules))
    engine.addRule({ name, conditions: conditions as TopLevelCondition, event });
  return async () => (await engine.run({ ...ARGUMENTS, ...SESSION })).events;
}
