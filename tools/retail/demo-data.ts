import type { World } from '../../core/ports/records.ts';
import type { Json } from '../../core/values/json.ts';
import { setOwn } from '../../core/values/own.ts';
import { seededRandom } from '../../core/values/seeded-random.ts';
import { knownCustomers } from './demo/customers.ts';
import { demoOrder } from './demo/orders.ts';
import { demoPerson } from './demo/people.ts';
import { demoProducts } from './demo/products.ts';

const PEOPLE = 220;
const MOST_ORDERS = 5;

/** The demo shop: the same records on every machine and at every time. */
export function seed(): World {
  const products = demoProducts();
  const random = seededRandom('the demo shop');
  const users: Record<string, Json> = {};
  const orders: Record<string, Json> = {};
  for (const customer of knownCustomers(products)) {
    setOwn(users, customer.id, customer.user);
    for (const order of customer.orders) setOwn(orders, order.order_id, order);
  }
  for (let number = 0; number < PEOPLE; number += 1) {
    const person = demoPerson(random);
    let user = person.user;
    for (let placed = random.between(1, MOST_ORDERS); placed > 0; placed -= 1) {
      const made = demoOrder(random, { id: person.id, user }, products);
      setOwn(orders, made.order.order_id, made.order);
      user = { ...(made.user ?? user), orders: [...user.orders, made.order.order_id] };
    }
    setOwn(users, person.id, user);
  }
  return {
    products: Object.fromEntries(products.map((product) => [product.product_id, product])),
    users,
    orders,
  };
}
