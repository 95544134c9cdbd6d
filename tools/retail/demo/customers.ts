import type { Order, PaymentMethod, Product, User } from '../domain/shapes.ts';
import { type OrderDraft, placedOrder } from './orders.ts';
import { itemOf } from './products.ts';

/** A customer whom the documentation knows, with their orders. */
export interface KnownCustomer {
  readonly id: string;
  readonly user: User;
  readonly orders: readonly Order[];
}

const MIA_CARD: PaymentMethod = {
  source: 'credit_card',
  brand: 'mastercard',
  last_four: '4417',
  id: 'credit_card_1000001',
};
const MIA_GIFT_CARD: PaymentMethod = { source: 'gift_card', balance: 80, id: 'gift_card_1000002' };
const MIA_PAYPAL: PaymentMethod = { source: 'paypal', id: 'paypal_1000003' };
const NOAH_CARD: PaymentMethod = {
  source: 'credit_card',
  brand: 'visa',
  last_four: '9036',
  id: 'credit_card_1000004',
};

/** The customers that the documentation's examples are about. */
export function knownCustomers(products: readonly Product[]): readonly KnownCustomer[] {
  return [mia(products), noah(products)];
}

function mia(products: readonly Product[]): KnownCustomer {
  const id = 'mia_brooks_1001';
  const user: User = {
    name: { first_name: 'Mia', last_name: 'Brooks' },
    address: {
      address1: '12 Orchard Street',
      address2: 'Apt 4',
      city: 'Portland',
      country: 'USA',
      state: 'OR',
      zip: '97205',
    },
    email: 'mia.brooks@example.com',
    payment_methods: {
      [MIA_CARD.id]: MIA_CARD,
      [MIA_GIFT_CARD.id]: MIA_GIFT_CARD,
      [MIA_PAYPAL.id]: MIA_PAYPAL,
    },
    orders: ['#W1000001', '#W1000002', '#W1000003', '#W1000004', '#W1000006', '#W1000007'],
  };
  const order = orderer(products, id, user);
  return {
    id,
    user,
    orders: [
      order('#W1000001', 'pending', ['Floor Lamp', 'Throw Blanket'], MIA_CARD),
      order('#W1000002', 'delivered', ['Stand Mixer', 'Chef Knife', 'Bath Towels'], MIA_CARD),
      order('#W1000003', 'processed', ['Camping Tent'], MIA_PAYPAL),
      order('#W1000004', 'pending', ['Lunch Box'], MIA_GIFT_CARD),
      order('#W1000006', 'delivered', ['Webcam', 'USB Hub'], MIA_PAYPAL),
      // So dear that the shop's own rule has a person look at its cancellation.
      order('#W1000007', 'pending', Array<string>(12).fill('Robot Lawnmower'), MIA_CARD),
    ],
  };
}

function noah(products: readonly Product[]): KnownCustomer {
  const id = 'noah_ortiz_1002';
  const user: User = {
    name: { first_name: 'Noah', last_name: 'Ortiz' },
    address: {
      address1: '205 Harbor Drive',
      address2: '',
      city: 'Savannah',
      country: 'USA',
      state: 'GA',
      zip: '31401',
    },
    email: 'noah.ortiz@example.com',
    payment_methods: { [NOAH_CARD.id]: NOAH_CARD },
    orders: ['#W1000005'],
  };
  return { id, user, orders: [orderer(products, id, user)('#W1000005', 'pending', ['Raincoat'], NOAH_CARD)] };
}

/** Orders the first variant of each product named. */
function orderer(products: readonly Product[], user_id: string, user: User) {
  return (
    order_id: string,
    status: OrderDraft['status'],
    names: readonly string[],
    method: PaymentMethod,
  ): Order => {
    const items = products
      .flatMap((product) => names.filter((name) => name === product.name).map(() => product))
      .flatMap((product) =>
        Object.values(product.variants)
          .slice(0, 1)
          .map((variant) => itemOf(product, variant)),
      );
    const tracking_id = `10000${order_id.slice(2)}`;
    return placedOrder({ order_id, user_id, user, items, status, payment_method_id: method.id, tracking_id });
  };
}
