import type { Decision } from '../../core/verdict.ts';
import type { Fact, Stake } from '../schemas/facts-schema.ts';
import type { Rule, RulesFile } from '../schemas/rules-schema.ts';

/** A rule with the topic of its file: `policies/<agent>/<topic>.rules.json`. */
export interface PolicyRule extends Rule {
  readonly topic: string;
}

/** The part of a policy about one tool. */
export interface ToolPolicy {
  readonly effects: boolean;
  /** The rule files that cover it. */
  readonly topics: readonly { readonly topic: string; readonly default: RulesFile['default'] }[];
  readonly rules: readonly PolicyRule[];
  /** Names of the facts that its rules need, each after the facts that it is made from. */
  readonly facts: readonly string[];
}

/** An agent's checked policy, as plain data. */
export interface Policy {
  readonly agent: string;
  /** Content hash of the catalogue, the rule files, and the names and effects of the tools. */
  readonly version: string;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly tools: ReadonlyMap<string, ToolPolicy>;
  /** The money at stake in actions. No rule reads it. */
  readonly stakes?: readonly Stake[];
  /** The reasons that no rule gives in words of its own, by decision. */
  readonly says: { readonly [decision in Decision]: string };
}
