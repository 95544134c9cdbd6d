import type { Random } from '../../core/values/seeded-random.ts';

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

/** Makes up a name. */
export function demoName(random: Random) {
  return { first_name: random.pick(FIRST_NAMES), last_name: random.pick(LAST_NAMES) };
}

/** Makes up an address. */
export function demoAddress(random: Random) {
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
