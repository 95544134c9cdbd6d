import { Almanac, Engine, type RuleResult, type TopLevelCondition } from 'json-rules-engine';
import type { Json } from '../../core/values/json.ts';
import { type FactValues, isUnreadable, type Unreadable, unreadable } from '../schemas/fact-values.ts';
import type { Fact } from '../schemas/facts-schema.ts';
import { incomparable, OPERATORS, type Operator } from '../schemas/operators.ts';
import { type ParsedReference, parseReference, readLeaf } from '../schemas/read-leaf.ts';
import { isReference } from '../schemas/references.ts';
import type { Condition } from '../schemas/rules-schema.ts';
import { type Decided, decide } from './decide.ts';
import type { PolicyRule, ToolPolicy } from './policy.ts';

/** The result of one rule. */
export interface Evaluation {
  readonly rule: PolicyRule;
  readonly fires: Decided;
}

interface Compiled {
  /** Rules that the engine cannot run, with the reason. */
  readonly broken: ReadonlyMap<string, Unreadable>;
  readonly sound: readonly PolicyRule[];
  readonly references: ReadonlyMap<string, ParsedReference>;
  /** Engines that are free for a run. */
  readonly idle: Engine[];
}

const compiledTools = new WeakMap<ToolPolicy, Compiled>();

/**
 * Evaluates every rule about a tool separately. A rule that cannot be decided has a reason and hides no other rule.
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
  const references = new Map<string, ParsedReference>();
  const broken = new Map<string, Unreadable>();
  for (const rule of rules) {
    const problem = learn(rule.conditions, catalogue, references);
    if (problem !== undefined) broken.set(rule.name, problem);
  }
  return { references, broken, sound: rules.filter(({ name }) => !broken.has(name)), idle: [] };
}

/** Collects the references of a condition. Returns the reason if the engine cannot run it. */
function learn(
  condition: Condition,
  catalogue: ReadonlyMap<string, Fact>,
  references: Map<string, ParsedReference>,
): Unreadable | undefined {
  const inner = insides(condition);
  if (inner !== undefined) {
    if (inner.length === 0) return unreadable('rule_failed', 'an empty `all` or `any` tests nothing');
    return inner.map((each) => learn(each, catalogue, references)).find((problem) => problem !== undefined);
  }
  if (!('fact' in condition))
    return unreadable('rule_failed', 'a condition has neither a fact nor `all`, `any` or `not`');
  for (const { fact, path } of [condition, ...(isReference(condition.value) ? [condition.value] : [])])
    references.set(key(fact, path), parseReference(fact, path, catalogue));
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
 * INVARIANT: two runs never share an engine at the same time. A run that ends makes another run on the same
 * engine skip its rules silently, and a denied action would be allowed.
 */
async function run(compiled: Compiled, facts: FactValues): Promise<ReadonlyMap<string, Decided>> {
  try {
    const engine = compiled.idle.pop() ?? engineFor(compiled.sound);
    const { results, failureResults } = await engine.run(
      {},
      { almanac: almanacOver(compiled.references, facts) },
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

/** A store of facts without the cost of the engine's own, which hashes each fact in every run and rejects on a missing one. */
function almanacOver(references: ReadonlyMap<string, ParsedReference>, facts: FactValues): Almanac {
  const read = (fact: string, path: string | undefined): Json | Unreadable => {
    const reference = references.get(key(fact, path));
    return reference === undefined ? LOST : readLeaf(facts, reference);
  };
  return Object.assign(new Almanac(), {
    factValue: async (fact: string, _params: unknown, path?: string) => read(fact, path),
    getValue: async (value: Json) => (isReference(value) ? read(value.fact, value.path) : value),
  });
}

const key = (fact: string, path: string | undefined) => `${fact} ${path ?? ''}`;
