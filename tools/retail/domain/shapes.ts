import { z } from 'zod';
import { money } from '../../../core/values/money.ts';

const Dollars = money('USD');

/** Where a parcel goes, or where a user lives. */
export const Address = z
  .object({
    address1: z.string(),
    address2: z.string(),
    city: z.string(),
    state: z.string(),
    country: z.string(),
    zip: z.string(),
  })
  .catchall(z.json());

const Options = z.record(z.string(), z.string());

/** One article of an order, at the price it was bought for, in dollars. */
export const Item = z
  .object({
    name: z.string(),
    product_id: z.string(),
    item_id: z.string(),
    price: Dollars,
    options: Options,
  })
  .catchall(z.json());

/** One movement of money of an order, in dollars. */
const Payment = z
  .object({
    transaction_type: z.enum(['payment', 'refund']),
    amount: Dollars,
    payment_method_id: z.string(),
  })
  .catchall(z.json());

/** An order; what earlier actions added to it is kept. */
export const Order = z
  .object({
    order_id: z.string(),
    user_id: z.string(),
    address: Address,
    items: z.array(Item),
    status: z.string(),
    payment_history: z.array(Payment),
  })
  .catchall(z.json());

/** An order as flows read it; what was sent has tracking numbers. */
export const OrderDetails = Order.extend({
  fulfillments: z.array(z.object({ tracking_id: z.array(z.string()) }).catchall(z.json())).optional(),
});

/** A way to pay; a gift card's balance is in dollars. */
export const PaymentMethod = z.discriminatedUnion('source', [
  z.object({ source: z.literal('gift_card'), id: z.string(), balance: Dollars }).catchall(z.json()),
  z
    .object({ source: z.literal('credit_card'), id: z.string(), brand: z.string(), last_four: z.string() })
    .catchall(z.json()),
  z.object({ source: z.literal('paypal'), id: z.string() }).catchall(z.json()),
]);

/** A customer's profile. */
export const User = z
  .object({
    name: z.object({ first_name: z.string(), last_name: z.string() }).catchall(z.json()),
    address: Address,
    email: z.string(),
    payment_methods: z.record(z.string(), PaymentMethod),
    orders: z.array(z.string()),
  })
  .catchall(z.json());

/** One variant of a product, at its price of today, in dollars. */
export const Variant = z
  .object({ item_id: z.string(), options: Options, available: z.boolean(), price: Dollars })
  .catchall(z.json());

/** A type of product with its variants by item id. */
export const Product = z
  .object({ name: z.string(), product_id: z.string(), variants: z.record(z.string(), Variant) })
  .catchall(z.json());

export type Address = z.output<typeof Address>;
export type Item = z.output<typeof Item>;
export type Order = z.output<typeof Order>;
export type PaymentMethod = z.output<typeof PaymentMethod>;
export type User = z.output<typeof User>;
export type Variant = z.output<typeof Variant>;
export type Product = z.output<typeof Product>;
