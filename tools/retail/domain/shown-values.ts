import type { PreviewValue } from '../../../core/tool.ts';
import { inDollars } from '../../shared/money.ts';
import { originalMethodId } from './payment.ts';
import type { Address, Order, PaymentMethod, User } from './shapes.ts';
import { addressInWords } from './wording.ts';

const METHOD_NOUNS = ['payment method', 'method', 'account', 'payment'];
const ADDRESS_NOUNS = ['address', 'new address', 'shipping address', 'delivery address'];
const AMOUNT_NOUNS = ['amount', 'money', 'sum', 'total'];

/** A payment method that an action uses, told from the others of the profile. `order`: what it was paid by is the same one. */
export function methodValue(
  user: User,
  methodId: string,
  verbs: readonly string[],
  order: Order | null = null,
): PreviewValue {
  const original = order && originalMethodId(order);
  const label = (method: PaymentMethod) =>
    `${methodLabel(method)}${method.id === original ? ' original same' : ''}`;
  const methods = Object.values(user.payment_methods);
  return {
    label: methods
      .filter(({ id }) => id === methodId)
      .map(label)
      .join(' '),
    others: methods.filter(({ id }) => id !== methodId).map(label),
    verbs,
    nouns: METHOD_NOUNS,
  };
}

function methodLabel(method: PaymentMethod): string {
  if (method.source === 'gift_card') return 'gift card';
  if (method.source === 'paypal') return 'PayPal account';
  return `${method.brand} credit card ending in ${method.last_four}`;
}

/** An amount that moves, by its verbs and nouns: `refund`. */
export function amountValue(cents: number, verbs: readonly string[], nouns: readonly string[]): PreviewValue {
  return { label: inDollars(cents), verbs, nouns: [...nouns, ...AMOUNT_NOUNS] };
}

/** The address that something gets, told from the one that it had. */
export function addressValue(address: Address, before: Address): PreviewValue {
  return {
    label: addressInWords(address),
    others: [addressInWords(before)],
    verbs: ['send to', 'ship to', 'deliver to', 'change to', 'update to', 'set to', 'correct to'],
    nouns: ADDRESS_NOUNS,
  };
}

/** An article, told from others by its name and options. */
export function itemValue(
  name: string,
  options: Options,
  others: readonly Described[],
  verbs: readonly string[],
): PreviewValue {
  return { label: described({ name, options }), others: others.map(described), verbs };
}

type Options = { readonly [option: string]: string };
interface Described {
  readonly name: string;
  readonly options: Options;
}

const described = ({ name, options }: Described): string =>
  [name, ...Object.entries(options).flat()].join(' ');
