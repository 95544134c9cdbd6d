import { Almanac, Engine, type RuleResult, type TopLevelCondition } from 'json-rules-engine';
import type { Json } from '../../core/values/json.ts';
import { type FactValues, isUnreadable, type Unreadable, unreadable } from '../schemas/fact-values.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import { incomparable, OPERATORS, type Operator } from '../schemas/operators.ts';
import { type Place, placeOf, readLeaf } from '../schemas/read-leaf.ts';
import { isReference } from '../schemas/references.ts';
import type { Condition } from '../schemas/rules-schema.ts';
import { type Decided, decide } from './decide.ts';
import type { PolicyRule, ToolPolicy } from './policy.ts';

/** What became of one rule. */
export interface Evaluation {
  readonly rule: PolicyRule;
  readonly fires: Decided;
}

interface Compiled {
  /** Rules that the engine cannot take, with the reason. */
  readonly broken: ReadonlyMap<string, Unreadable>;
  readonly sound: readonly PolicyRule[];
  readonly places: ReadonlyMap<string, Place>;
  /** Engines that no run is using. */
  readonly idle: Engine[];
}

const compiledTools = new WeakMap<ToolPolicy, Compiled>();

/**
 * Evaluates every rule about a tool on its own: one that cannot be decided says why and hides no other.
 *
 * Never rejects.
 */
export async function evaluateRules(
  tool: ToolPolicy,
  catalogue: ReadonlyMap<string, Fact>,
  facts: FactValues,
): Promise<readonly Evaluation[]> {
  const compiled = compiledTools.get(tool) ?? compile(tool, catalogue);
  compiledTools.set(tool, compiled);
  const results = compiled.sound.length === 0 ? new Map() : await run(compiled, facts);
  return tool.rules.map((rule) => ({
    rule,
    fires: compiled.broken.get(rule.name) ?? results.get(rule.name) ?? LOST,
  }));
}

const LOST = unreadable('rule_failed', 'the rule engine gave no result');

function compile({ rules }: ToolPolicy, catalogue: ReadonlyMap<string, Fact>): Compiled {
  const places = new Map<string, Place>();
  const broken = new Map<string, Unreadable>();
  for (const rule of rules) {
    const problem = learn(rule.conditions, catalogue, places);
    if (problem !== undefined) broken.set(rule.name, problem);
  }
  return { places, broken, sound: rules.filter(({ name }) => !broken.has(name)), idle: [] };
}

/** Notes where a condition looks; answers why the engine cannot take it, if so. */
function learn(
  condition: Condition,
  catalogue: ReadonlyMap<string, Fact>,
  places: Map<string, Place>,
): Unreadable | undefined {
  const inner = insides(condition);
  if (inner !== undefined) {
    if (inner.length === 0) return unreadable('rule_failed', 'an empty `all` or `any` tests nothing');
    return inner.map((each) => learn(each, catalogue, places)).find((problem) => problem !== undefined);
  }
  if (!('fact' in condition))
    return unreadable('rule_failed', 'a condition has neither a fact nor `all`, `any` or `not`');
  for (const { fact, path } of [condition, ...(isReference(condition.value) ? [condition.value] : [])])
    places.set(key(fact, path), placeOf(fact, path, catalogue));
  return OPERATORS.has(condition.operator)
    ? undefined
    : unreadable('operator_unknown', `there is no operator \`${condition.operator}\``);
}

function insides(condition: Condition): readonly Condition[] | undefined {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  return 'not' in condition ? [condition.not] : undefined;
}

/**
 * INVARIANT: no two runs share an engine at a time. A run that ends while another one starts makes the
 * other skip its rules without a word, which would allow what they deny.
 */
async function run(compiled: Compiled, facts: FactValues): Promise<ReadonlyMap<string, Decided>> {
  try {
    const engine = compiled.idle.pop() ?? engineFor(compiled.sound);
    const { results, failureResults } = await engine.run(
      {},
      { almanac: almanacOver(compiled.places, facts) },
    );
    compiled.idle.push(engine);
    return new Map(
      [...results, ...failureResults].map(({ name, conditions }: RuleResult) => [name, decide(conditions)]),
    );
  } catch (error) {
    const failed = unreadable('rule_failed', `the rule engine failed: ${String(error)}`);
    return new Map(compiled.sound.map(({ name }) => [name, failed]));
  }
}

function engineFor(rules: readonly PolicyRule[]): Engine {
  const engine = new Engine();
  for (const [name, operator] of OPERATORS)
    engine.addOperator(name, (fact: Json | Unreadable, value: Json | Unreadable) =>
      holds(operator, fact, value),
    );
  for (const { name, conditions } of rules)
    engine.addRule({ name, conditions: conditions as TopLevelCondition, event: { type: name } });
  return engine;
}

function holds(operator: Operator, fact: Json | Unreadable, value: Json | Unreadable): boolean {
  if (isUnreadable(fact) || isUnreadable(value)) return false;
  return incomparable(operator, fact, value) === undefined && operator.holds(fact, value);
}

/** The engine's own store of facts hashes each one for every run and fails the run for a missing one; this does neither. */
function almanacOver(places: ReadonlyMap<string, Place>, facts: FactValues): Almanac {
  const read = (fact: string, path: string | undefined): Json | Unreadable => {
    const place = places.get(key(fact, path));
    return place === undefined ? LOST : readLeaf(facts, place);
  };
  return Object.assign(new Almanac(), {
    factValue: async (fact: string, _params: unknown, path?: string) => read(fact, path),
    getValue: async (value: Json) => (isReference(value) ? read(value.fact, value.path) : value),
  });
}

const key = (fact: string, path: string | undefined) => `${fact} ${path ?? ''}`;
