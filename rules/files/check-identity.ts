import type { DocumentPath } from '../../config/read/source.ts';
import { isReference } from '../schemas/references.ts';
import type { Condition, LeafCondition, RulesFile } from '../schemas/rules-schema.ts';
import type { PolicyProblem } from './codes.ts';

/**
 * Finds denials by who the customer is that do not say so: other denials would be told beside them, and with
 * these the state of a record that is somebody else's. `identity` names the facts that hold the customer's id.
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
        message: `the rule \`${name}\` denies by who the customer is, and other denials are told beside it`,
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

/** Under a `not` an unknown customer is a known one. */
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
