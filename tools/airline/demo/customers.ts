import type { Passenger, PaymentMethod, Reservation, User } from '../domain/shapes.ts';
import { type Flights, type ReservationDraft, reserved } from './reservations.ts';

/** A customer whom the documentation knows, with their reservations. */
export interface KnownCustomer {
  readonly id: string;
  readonly user: User;
  readonly reservations: readonly Reservation[];
}

type Draft = Omit<ReservationDraft, 'user_id' | 'back'> & { readonly back?: boolean };

const LENA: Passenger = { first_name: 'Lena', last_name: 'Marsh', dob: '1986-03-12' };
const TOBIAS: Passenger = { first_name: 'Tobias', last_name: 'Marsh', dob: '1984-11-02' };
const OMAR: Passenger = { first_name: 'Omar', last_name: 'Diaz', dob: '1991-07-25' };
const [LENA_CARD, LENA_GIFT_CARD, OMAR_CARD] = [
  'credit_card_2000001',
  'gift_card_2000002',
  'credit_card_2000004',
] as const;
const LENA_PAYS: readonly PaymentMethod[] = [
  { source: 'credit_card', brand: 'visa', last_four: '5512', id: LENA_CARD },
  { source: 'gift_card', amount: 240, id: LENA_GIFT_CARD },
  { source: 'certificate', amount: 150, id: 'certificate_2000003' },
];
const OMAR_PAYS: readonly PaymentMethod[] = [
  { source: 'credit_card', brand: 'mastercard', last_four: '3308', id: OMAR_CARD },
];
/** The common values of most reservations below. */
const PLAIN: Omit<Draft, 'reservation_id' | 'flights' | 'back'> = {
  cabin: 'economy',
  passengers: [LENA],
  total_baggages: 0,
  insurance: 'no',
  created_at: '2024-05-06T10:20:00',
  payment_id: LENA_CARD,
};

/** Business there and back, insured economy for two, basic economy, flown, delayed, booked just now, cancelled by the airline. */
const LENAS: readonly Draft[] = [
  {
    ...PLAIN,
    reservation_id: 'LMBUS1',
    cabin: 'business',
    flights: ['TR101 2024-05-20', 'TR102 2024-05-24'],
    back: true,
    total_baggages: 2,
  },
  {
    ...PLAIN,
    reservation_id: 'LMINS2',
    passengers: [LENA, TOBIAS],
    insurance: 'yes',
    flights: ['TR103 2024-05-21', 'TR104 2024-05-21'],
    total_baggages: 1,
  },
  { ...PLAIN, reservation_id: 'LMBAS3', cabin: 'basic_economy', flights: ['TR105 2024-05-23'] },
  {
    ...PLAIN,
    reservation_id: 'LMFLN4',
    flights: ['TR105 2024-05-10', 'TR106 2024-05-19'],
    back: true,
    created_at: '2024-05-02T18:05:00',
  },
  {
    ...PLAIN,
    reservation_id: 'LMDLY5',
    passengers: [LENA, TOBIAS],
    flights: ['TR107 2024-05-15'],
    payment_id: LENA_GIFT_CARD,
  },
  {
    ...PLAIN,
    reservation_id: 'LMNEW6',
    flights: ['TR108 2024-05-28'],
    created_at: '2024-05-15T09:40:00',
  },
  { ...PLAIN, reservation_id: 'LMCXL7', flights: ['TR109 2024-05-22'] },
  { ...PLAIN, reservation_id: 'LMECO8', flights: ['TR101 2024-05-29'] },
];
const OMARS: readonly Draft[] = [
  {
    ...PLAIN,
    reservation_id: 'ODECO1',
    passengers: [OMAR],
    flights: ['TR110 2024-05-26'],
    payment_id: OMAR_CARD,
  },
  {
    ...PLAIN,
    reservation_id: 'ODDLY2',
    passengers: [OMAR],
    flights: ['TR107 2024-05-15'],
    payment_id: OMAR_CARD,
  },
];

/** The customers that the documentation's examples are about: a gold member and a regular one. */
export function knownCustomers(flights: Flights): readonly KnownCustomer[] {
  return [
    customer(flights, 'lena_marsh_2001', profile(LENA, 'gold', LENA_PAYS, [TOBIAS]), LENAS),
    customer(flights, 'omar_diaz_2002', profile(OMAR, 'regular', OMAR_PAYS, []), OMARS),
  ];
}

function customer(flights: Flights, id: string, user: User, drafts: readonly Draft[]): KnownCustomer {
  const reservations = drafts.map((draft) =>
    reserved(flights, user, { ...draft, user_id: id, back: draft.back ?? false }),
  );
  const ids = reservations.map(({ reservation_id }) => reservation_id);
  return { id, user: { ...user, reservations: ids }, reservations };
}

function profile(
  { dob, first_name, last_name }: Passenger,
  membership: User['membership'],
  methods: readonly PaymentMethod[],
  saved: readonly Passenger[],
): User {
  return {
    name: { first_name, last_name },
    address: {
      address1: '40 Ferry Street',
      address2: '',
      city: 'Seattle',
      country: 'USA',
      state: 'WA',
      zip: '98101',
    },
    email: `${first_name}.${last_name}@example.com`.toLowerCase(),
    dob,
    payment_methods: Object.fromEntries(methods.map((method) => [method.id, method])),
    saved_passengers: [...saved],
    membership,
    reservations: [],
  };
}
