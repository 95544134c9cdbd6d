/** The records that a new data folder begins with. */
export const seed = () => ({
  customers: {
    mia: { name: 'Mia Brooks', email: 'mia@example.com' },
    ben: { name: 'Ben Marsh', email: 'ben@example.com' },
  },
  orders: {
    A1001: {
      customer_id: 'mia',
      status: 'pending',
      items: [
        { name: 'Mug', price: 1250 },
        { name: 'Bowl', price: 1250 },
      ],
    },
    A1002: { customer_id: 'mia', status: 'shipped', items: [{ name: 'Teapot', price: 3900 }] },
    A1003: { customer_id: 'ben', status: 'pending', items: [{ name: 'Plate', price: 800 }] },
    A1004: { customer_id: 'mia', status: 'pending', items: [{ name: 'Oven', price: 64900 }] },
  },
});
