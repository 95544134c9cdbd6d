import { inDollars } from '../../shared/money.ts';
import { methodOf } from './payment.ts';
import type { Cabin, Passenger, PaymentMethod, Segment, User } from './shapes.ts';

/** A cabin class in people's words: `basic economy`. */
export function cabinInWords(cabin: Cabin): string {
  return cabin.replace('_', ' ');
}

/** A flight in people's words: `TR101 from SEA to DEN on 2024-05-20`. */
export function segmentInWords({ flight_number, origin, destination, date }: Segment): string {
  return `${flight_number} from ${origin} to ${destination} on ${date}`;
}

/** A person who flies: `Lena Marsh (born 1986-03-12)`. */
export function passengerInWords({ first_name, last_name, dob }: Passenger): string {
  return `${first_name} ${last_name} (born ${dob})`;
}

/** So many of a thing: `1 passenger`, `3 passengers`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** A payment method in people's words, like no other of the profile: `Visa ending in 2478`, `gift card`. */
export function methodInWords(user: User, paymentId: string): string {
  const words = plainWords(methodOf(user, paymentId));
  const alike = Object.values(user.payment_methods).filter((method) => plainWords(method) === words);
  return alike.length > 1 ? `${words} (${paymentId})` : words;
}

function plainWords(method: PaymentMethod): string {
  if (method.source === 'gift_card') return 'gift card';
  if (method.source === 'certificate') return 'travel certificate';
  return `${method.brand.charAt(0).toUpperCase()}${method.brand.slice(1)} ending in ${method.last_four}`;
}

/** Where a refund goes and when. A certificate that was used up is in the profile no more. */
export function refundInWords(user: User, paymentId: string, cents: number): string {
  const isUsedUp = paymentId.startsWith('certificate_') && !Object.hasOwn(user.payment_methods, paymentId);
  const method = isUsedUp ? `travel certificate (${paymentId})` : methodInWords(user, paymentId);
  return `${inDollars(cents)} will be refunded to your ${method} within 5 to 7 business days.`;
}

/** The settlement of a difference in price, in words. */
export function differenceInWords(user: User, paymentId: string, cents: number): string {
  if (cents === 0) return 'The price stays the same.';
  if (cents > 0) return `You pay ${inDollars(cents)} with your ${methodInWords(user, paymentId)}.`;
  return refundInWords(user, paymentId, -cents);
}
