import { z } from 'zod';

/** An order's id, as an argument. */
export const orderId = z.string().describe('The order, with its number sign: `#W1234567`.');

/** Items of an order, as an argument. */
export const itemIds = z
  .array(z.string())
  .describe('Item ids from the order; an id stands as often as the item is meant.');

/** The variants that replace `item_ids`, as an argument. */
export const newItemIds = z
  .array(z.string())
  .describe(
    'For each of `item_ids`, in the same order, the variant of the same product that takes its place.',
  );

/** A payment method, as an argument. */
export const paymentMethodId = z.string().describe("A payment method's id, from the customer's profile.");

/** The fields of an address, as arguments. */
export const addressFields = {
  address1: z.string().min(1).describe('Street and number.'),
  address2: z.string().describe('Flat, suite or floor; empty when there is none.'),
  city: z.string().min(1),
  state: z.string().min(1).describe('As in the post: `CA`.'),
  country: z.string().min(1).describe('As in the records: `USA`.'),
  zip: z.string().min(1),
};
