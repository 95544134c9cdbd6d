import type { DocumentPath } from '../../config/read/source.ts';
import { isReference } from '../schemas/references.ts';
import type { Condition, LeafCondition, RulesFile } from '../schemas/rules-schema.ts';
import type { PolicyProblem } from './codes.ts';

/**
 * Finds rules that deny because of the customer's identity without `about: identity`. Other denials would be told
 * beside theirs, and would reveal the state of another customer's record. `identity`: the facts that hold the customer's id.
 */
export function undeclaredIdentity(
  { rules }: RulesFile,
  identity: ReadonlySet<string>,
): readonly PolicyProblem[] {
  return rules.flatMap(({ name, conditions, event }, index): readonly PolicyProblem[] => {
    if (event.type !== 'deny' || event.params.about !== undefined) return [];
    if (!asksWho(conditions, identity)) return [];
    const path: DocumentPath = ['rules', index, 'event', 'params'];
    return [
      {
        code: 'POLICY_IDENTITY_TOLD',
        severity: 'warning',
        path,
        message: `the rule \`${name}\` denies because of the customer's identity, and other denials are told beside it`,
        help: 'add `"about": "identity"` to its `params`',
      },
    ];
  });
}

function asksWho(condition: Condition, identity: ReadonlySet<string>): boolean {
  if ('all' in condition) return condition.all.some((each) => asksWho(each, identity));
  if ('any' in condition) return condition.any.some((each) => asksWho(each, identity));
  if ('not' in condition) return comparesOwner(condition.not, identity);
  return isUnknown(condition, identity) || ownerIn(condition, identity);
}

/** `asksWho` under a `not`. A test for an unknown customer does not count: negated, it means a known one. */
function comparesOwner(condition: Condition, identity: ReadonlySet<string>): boolean {
  if ('all' in condition) return condition.all.some((each) => comparesOwner(each, identity));
  if ('any' in condition) return condition.any.some((each) => comparesOwner(each, identity));
  if ('not' in condition) return asksWho(condition.not, identity);
  return ownerIn(condition, identity);
}

const isUnknown = ({ fact, operator, value }: LeafCondition, identity: ReadonlySet<string>): boolean =>
  identity.has(fact) && operator === 'equal' && value === null;

function ownerIn({ fact, value }: LeafCondition, identity: ReadonlySet<string>): boolean {
  return isReference(value) && identity.has(fact) !== identity.has(value.fact);
}
