import { own } from '../../../core/values/own.ts';
import { inDollars, toCents, toDollars } from '../../shared/money.ts';
import { refuse } from '../../shared/refuse.ts';
import type { PaymentMethod, Reservation, User } from './shapes.ts';

/** A method of the user's profile; refuses any other. */
export function methodOf(user: User, paymentId: string): PaymentMethod {
  const method = own(user.payment_methods, paymentId);
  return method ?? refuse(`the payment method \`${paymentId}\` is not in the customer's profile`);
}

/** The user after a charge (money back when negative); a certificate that pays is used up. */
export function charged(user: User, paymentId: string, cents: number): User {
  const method = methodOf(user, paymentId);
  if (method.source === 'credit_card') return user;
  if (toCents(method.amount) < cents) refuse(`\`${paymentId}\` holds less than ${inDollars(cents)}`);
  const { [paymentId]: _, ...others } = user.payment_methods;
  if (method.source === 'certificate' && cents > 0) return { ...user, payment_methods: others };
  const amount = toDollars(toCents(method.amount) - cents);
  return withMethod(user, { ...method, amount });
}

/** The user after a change of price, which only a gift card or a credit card settles. */
export function settled(user: User, paymentId: string, cents: number): User {
  if (methodOf(user, paymentId).source === 'certificate')
    refuse('a travel certificate pays for a booking only');
  return charged(user, paymentId, cents);
}

/** The user with a payment method added, or in place of the one with its id. */
export function withMethod(user: User, method: PaymentMethod): User {
  return { ...user, payment_methods: { ...user.payment_methods, [method.id]: method } };
}

/** The reservation with one more movement of money, a refund when negative; none for nothing. */
export function withPayment(reservation: Reservation, payment_id: string, cents: number): Reservation {
  if (cents === 0) return reservation;
  const entry = { payment_id, amount: toDollars(cents) };
  return { ...reservation, payment_history: [...reservation.payment_history, entry] };
}

/** The refund of a cancellation by payment method, in cents: everything paid by it and not refunded yet. */
export function refundsDue(reservation: Reservation): ReadonlyMap<string, number> {
  const net = new Map<string, number>();
  for (const { payment_id, amount } of reservation.payment_history)
    net.set(payment_id, (net.get(payment_id) ?? 0) + toCents(amount));
  let left = [...net.values()].reduce((sum, cents) => sum + cents, 0);
  if (left < 0) refuse(`more was refunded for \`${reservation.reservation_id}\` than was paid`);
  const due = new Map<string, number>();
  for (const [paymentId, cents] of net) {
    const back = Math.min(Math.max(cents, 0), left);
    if (back > 0) due.set(paymentId, back);
    left -= back;
  }
  return due;
}
