import type { Random } from '../../../core/values/seeded-random.ts';
import { demoAddress, demoName } from '../../shared/demo-people.ts';
import type { Passenger, PaymentMethod, User } from '../domain/shapes.ts';

/** A customer of the demo airline. */
export interface Person {
  readonly id: string;
  readonly user: User;
}

/** Makes up a customer without reservations, with one to four ways to pay. */
export function demoPerson(random: Random): Person {
  const { dob, ...name } = demoPassenger(random);
  const number = random.number(4);
  const key = `${name.first_name}_${name.last_name}_${number}`.toLowerCase();
  const methods = demoMethods(random);
  return {
    id: key,
    user: {
      name,
      address: demoAddress(random),
      email: `${key.replace('_', '.').replace('_', '')}@example.com`,
      dob,
      payment_methods: Object.fromEntries(methods.map((method) => [method.id, method])),
      saved_passengers: Array.from({ length: random.between(0, 3) }, () => demoPassenger(random)),
      membership: random.pick(['regular', 'regular', 'silver', 'gold']),
      reservations: [],
    },
  };
}

/** Makes up somebody who flies. */
export function demoPassenger(random: Random): Passenger {
  const [month, date] = [random.between(1, 12), random.between(1, 28)];
  const dob = `${random.between(1948, 2014)}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  return { ...demoName(random), dob };
}

function demoMethods(random: Random): readonly PaymentMethod[] {
  const card: PaymentMethod = {
    source: 'credit_card',
    brand: random.pick(['visa', 'mastercard']),
    last_four: String(random.between(1000, 9999)),
    id: `credit_card_${random.number(7)}`,
  };
  const gift: PaymentMethod = {
    source: 'gift_card',
    amount: random.between(20, 320),
    id: `gift_card_${random.number(7)}`,
  };
  const certificate: PaymentMethod = {
    source: 'certificate',
    amount: random.between(1, 6) * 50,
    id: `certificate_${random.number(7)}`,
  };
  const payers = random.chance(70) ? [card] : random.chance(50) ? [card, gift] : [gift];
  return random.chance(40) ? [...payers, certificate] : payers;
}
