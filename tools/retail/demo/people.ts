import type { Random } from '../../../core/values/seeded-random.ts';
import { demoAddress, demoName } from '../../shared/demo-people.ts';
import type { PaymentMethod, User } from '../domain/shapes.ts';

/** A user of the demo shop, without orders. */
export interface Person {
  readonly id: string;
  readonly user: User;
}

/** Makes up a person with an address and one to three ways to pay. */
export function demoPerson(random: Random): Person {
  const { first_name: first, last_name: last } = demoName(random);
  const number = random.number(4);
  const methods = demoMethods(random);
  return {
    id: `${first}_${last}_${number}`.toLowerCase(),
    user: {
      name: { first_name: first, last_name: last },
      address: demoAddress(random),
      email: `${first}.${last}${number}@example.com`.toLowerCase(),
      payment_methods: Object.fromEntries(methods.map((method) => [method.id, method])),
      orders: [],
    },
  };
}

function demoMethods(random: Random): readonly PaymentMethod[] {
  const card: PaymentMethod = {
    source: 'credit_card',
    brand: random.pick(['visa', 'mastercard']),
    last_four: String(random.between(1000, 9999)),
    id: `credit_card_${random.number(7)}`,
  };
  const paypal: PaymentMethod = { source: 'paypal', id: `paypal_${random.number(7)}` };
  const gift: PaymentMethod = {
    source: 'gift_card',
    balance: random.between(5, 120),
    id: `gift_card_${random.number(7)}`,
  };
  const chosen = [card, paypal, gift].filter(() => random.chance(55));
  return chosen.length > 0 ? chosen : [card];
}
