import { inDollars, toCents } from '../../shared/money.ts';
import { methodOf } from './payment.ts';
import type { Address, Item, PaymentMethod, User } from './shapes.ts';

/** An article in people's words: `Desk Lamp (color white, brightness high)`. */
function itemInWords(name: string, options: { readonly [option: string]: string }): string {
  const words = Object.entries(options).map(([option, value]) => `${option} ${value}`);
  return words.length > 0 ? `${name} (${words.join(', ')})` : name;
}

/** A payment method in people's words, like no other of the profile: `Mastercard ending in 2478`, `gift card`. */
export function methodInWords(user: User, methodId: string): string {
  const words = plainWords(methodOf(user, methodId));
  const alike = Object.values(user.payment_methods).filter((method) => plainWords(method) === words);
  return alike.length > 1 ? `${words} (${methodId})` : words;
}

function plainWords(method: PaymentMethod): string {
  if (method.source === 'gift_card') return 'gift card';
  if (method.source === 'paypal') return 'PayPal account';
  return `${method.brand.charAt(0).toUpperCase()}${method.brand.slice(1)} ending in ${method.last_four}`;
}

/** Where a refund goes and when: `$5.00 will be refunded to your gift card immediately`. */
export function refundInWords(user: User, methodId: string, cents: number): string {
  return `${inDollars(cents)} will be refunded to your ${methodInWords(user, methodId)} ${refundTime(user, methodId)}`;
}

/** The duration of a refund to this method, in words. */
export function refundTime(user: User, methodId: string): string {
  return methodOf(user, methodId).source === 'gift_card' ? 'immediately' : 'within 5 to 7 business days';
}

/** An address on one line. */
export function addressInWords(address: Address): string {
  const { address1, address2, city, state, zip, country } = address;
  return [address1, address2, city, `${state} ${zip}`, country].filter((part) => part !== '').join(', ');
}

/** An article with what it costs: `Desk Lamp (color white), $30.00`. */
export function pricedInWords(item: Item): string {
  return `${itemInWords(item.name, item.options)}, ${inDollars(toCents(item.price))}`;
}
