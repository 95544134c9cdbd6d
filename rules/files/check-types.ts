import { suggest } from '../../config/read/suggest.ts';
import type { Json } from '../../core/values/json.ts';
import { inWords, type MoneyUnit, partsOf } from '../../core/values/money.ts';
import { OPERATORS } from '../schemas/operators.ts';
import { type Shape, type TypeName, typeOf, typesOf } from '../schemas/shape.ts';

/** The reason why two sides can never be compared, with help. */
interface Mismatch {
  readonly message: string;
  readonly help?: string | undefined;
}

/** The right side of a comparison: a constant, or the shape of a fact. */
export type Right = { readonly constant: Json } | { readonly shape: Shape };

/** The reason why a comparison can never be made, as far as types are declared. */
export function mismatch(operatorName: string, left: Shape, right: Right): Mismatch | undefined {
  switch (OPERATORS.get(operatorName)?.takes) {
    case 'numbers':
      return both(operatorName, left, right, ['number']) ?? otherUnits(left, right);
    case 'scalars':
      return both(operatorName, left, right, ['string', 'number', 'boolean', 'null']) ?? fits(left, right);
    case 'scalar in list':
      return (
        listMismatch(operatorName, rightShape(right), left) ??
        constantsOf(right)
          .map((constant) => fits(left, { constant }))
          .find(Boolean)
      );
    case 'list with scalar':
      return listMismatch(operatorName, left, rightShape(right)) ?? fits(left.items ?? {}, right);
    default:
      return undefined;
  }
}

/** The reason why a value of one shape can never have the other shape. */
export function fits(left: Shape, right: Right): Mismatch | undefined {
  const [a, b] = [families(left), families(rightShape(right))];
  if (a && b && !a.some((type) => b.includes(type)))
    return { message: `${a.join(' or ')} can never be ${b.join(' or ')}` };
  const units = otherUnits(left, right);
  if (units) return units;
  const allowed = left.enum;
  if (!('constant' in right) || allowed === undefined || allowed.includes(right.constant)) return undefined;
  return {
    message: `\`${String(right.constant)}\` is none of the values declared`,
    help: suggest(String(right.constant), allowed.map(String)),
  };
}

/** Reports amounts of money in different units. */
function otherUnits(left: Shape, right: Right): Mismatch | undefined {
  const [a, b] = [unitOf(left), unitOf(rightShape(right))];
  if (a && b && inWords(a) !== inWords(b))
    return { message: `an amount in \`${inWords(a)}\` is compared with one in \`${inWords(b)}\`` };
  if (a?.unit !== 'cents' || !('constant' in right) || Number.isInteger(right.constant)) return undefined;
  return typeof right.constant !== 'number'
    ? undefined
    : {
        message: `the amount is in \`${inWords(a)}\`, and \`${right.constant}\` is not a whole number of them`,
        help: `did you mean \`${Math.round(right.constant * partsOf(a))}\`?`,
      };
}

function unitOf({ currency, unit = 'whole' }: Shape): MoneyUnit | undefined {
  return currency === undefined ? undefined : { currency, unit };
}

function both(operator: string, left: Shape, right: Right, wanted: readonly string[]): Mismatch | undefined {
  const wrong = [families(left), families(rightShape(right))].find(
    (types) => types && !types.some((type) => wanted.includes(type)),
  );
  return (
    wrong && {
      message: `\`${operator}\` compares ${wanted.length === 1 ? 'numbers' : 'single values'}, and this is ${wrong.join(' or ')}`,
    }
  );
}

function listMismatch(operator: string, list: Shape, item: Shape): Mismatch | undefined {
  const types = families(list);
  if (types && !types.includes('array'))
    return { message: `\`${operator}\` looks into a list, and this is ${types.join(' or ')}` };
  const inner = families(item);
  return inner?.every((type) => type === 'array' || type === 'object')
    ? { message: `\`${operator}\` looks for a single value, and this is ${inner.join(' or ')}` }
    : undefined;
}

const constantsOf = (right: Right): readonly Json[] =>
  'constant' in right && Array.isArray(right.constant) ? right.constant : [];

function rightShape(right: Right): Shape {
  if ('shape' in right) return right.shape;
  const type = typeOf(right.constant);
  return type === undefined ? {} : { type };
}

function families(shape: Shape): readonly string[] | undefined {
  return typesOf(shape)?.map((type: TypeName) => (type === 'integer' ? 'number' : type));
}
