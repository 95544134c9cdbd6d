import { z } from 'zod';

/** An order's id, as an argument. */
export const orderId = z.string().describe('`#W1234567`.');

/** Items of an order, as an argument. */
export const itemIds = z.array(z.string()).describe('An id as often as the item is meant.');

/** The variants that replace `item_ids`, as an argument. */
export const newItemIds = z.array(z.string()).describe('For each of `item_ids` its replacement.');

/** A payment method, as an argument. */
export const paymentMethodId = z.string().describe('From the profile.');

/** The fields of an address, as arguments. */
export const addressFields = {
  address1: z.string().min(1).describe('Street.'),
  address2: z.string().describe('Empty if there is none.'),
  city: z.string().min(1),
  state: z.string().min(1).describe('`CA`.'),
  country: z.string().min(1).describe('`USA`.'),
  zip: z.string().min(1),
};
