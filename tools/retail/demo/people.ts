import type { Random } from '../../shared/seeded-random.ts';
import type { Address, PaymentMethod, User } from '../shapes.ts';

const FIRST_NAMES =
  'Ada Amir Anya Arlo Bea Bruno Carla Cleo Dario Demi Elio Esme Faye Felix Gwen Hana Hugo Ines Ivo Jade Jonas Kira Lars Lena Malik Mara Nell Nico Olga Otto Petra Priya Ravi Rosa Sami Sven Tara Theo Uma Vera Wren Yara Zane'.split(
    ' ',
  );
const LAST_NAMES =
  'Abbott Alvarez Baker Banerjee Berg Castillo Chan Cole Dahl Diaz Drew Endo Falk Fox Grant Haas Hale Ito Jensen Kaur Kerr Lindt Lowe Mbeki Moss Nagy Novak Okafor Park Quinn Reyes Rossi Sato Shah Stone Tran Vance Voss Weber Wolfe Yoon Zeller'.split(
    ' ',
  );
const STREETS =
  'Alder Avenue,Birch Lane,Canal Street,Dover Road,Ferry Street,Granite Way,Harbor Drive,Juniper Court,Mill Road,Orchard Street,Quarry Lane,Summit Avenue'.split(
    ',',
  );
const CITIES = [
  { city: 'Portland', state: 'OR', zip: '972' },
  { city: 'Boise', state: 'ID', zip: '837' },
  { city: 'Madison', state: 'WI', zip: '537' },
  { city: 'Tucson', state: 'AZ', zip: '857' },
  { city: 'Savannah', state: 'GA', zip: '314' },
  { city: 'Burlington', state: 'VT', zip: '054' },
  { city: 'Omaha', state: 'NE', zip: '681' },
  { city: 'Richmond', state: 'VA', zip: '232' },
  { city: 'Albany', state: 'NY', zip: '122' },
  { city: 'Spokane', state: 'WA', zip: '992' },
];

/** A user of the demo shop, without orders. */
export interface Person {
  readonly id: string;
  readonly user: User;
}

/** Makes up a person with an address and one to three ways to pay. */
export function demoPerson(random: Random): Person {
  const [first, last] = [random.pick(FIRST_NAMES), random.pick(LAST_NAMES)];
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

/** Makes up an address. */
function demoAddress(random: Random): Address {
  const { city, state, zip } = random.pick(CITIES);
  return {
    address1: `${random.between(1, 990)} ${random.pick(STREETS)}`,
    address2: random.chance(60) ? `Apt ${random.between(1, 90)}` : '',
    city,
    country: 'USA',
    state,
    zip: `${zip}${random.between(10, 99)}`,
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
