import { own } from '../../../core/values/own.ts';
import { toCents, toDollars } from '../../shared/money.ts';
import { refuse } from '../../shared/refuse.ts';
import type { Order, PaymentMethod, User } from './shapes.ts';

/** The payment of each method for the order that is not refunded yet, in cents. */
export function outstanding(order: Order): ReadonlyMap<string, number> {
  const paid = new Map<string, number>();
  for (const { transaction_type, amount, payment_method_id } of order.payment_history) {
    const sign = transaction_type === 'payment' ? 1 : -1;
    paid.set(payment_method_id, (paid.get(payment_method_id) ?? 0) + sign * toCents(amount));
  }
  return new Map([...paid].filter(([, cents]) => cents !== 0));
}

/** The method of the latest payment: what the order is paid by. */
export function originalMethodId(order: Order): string {
  const latest = order.payment_history.findLast(({ transaction_type }) => transaction_type === 'payment');
  return latest?.payment_method_id ?? refuse(`the order \`${order.order_id}\` has no payment`);
}

/** A method of the user's profile; refuses any other. */
export function methodOf(user: User, methodId: string): PaymentMethod {
  const method = own(user.payment_methods, methodId);
  return method ?? refuse(`the payment method \`${methodId}\` is not in the customer's profile`);
}

/** The order with one more movement of money. */
export function withPayment(
  order: Order,
  type: 'payment' | 'refund',
  cents: number,
  methodId: string,
): Order {
  const entry = { transaction_type: type, amount: toDollars(cents), payment_method_id: methodId };
  return { ...order, payment_history: [...order.payment_history, entry] };
}

/** Refuses a charge that the method is known to be unable to pay. */
export function requireFunds(method: PaymentMethod, cents: number): void {
  if (method.source !== 'gift_card' || toCents(method.balance) >= cents) return;
  refuse(`the gift card \`${method.id}\` holds less than ${toDollars(cents)}`);
}

/** The user after a charge (a refund when negative); only gift cards have a balance here. */
export function charged(user: User, methodId: string, cents: number): User {
  const method = methodOf(user, methodId);
  requireFunds(method, cents);
  if (method.source !== 'gift_card') return user;
  const balance = toDollars(toCents(method.balance) - cents);
  return { ...user, payment_methods: { ...user.payment_methods, [methodId]: { ...method, balance } } };
}
