import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Judge } from '../../core/ports/judge.ts';
import type { Records } from '../../core/ports/records.ts';
import { NOT_FOUND } from '../../core/tool.ts';
import type { Json, JsonObject } from '../../core/values/json.ts';
import type { Flight, Reservation, User } from '../../tools/airline/domain/shapes.ts';
import { facts as computed } from '../../tools/airline/facts/facts.ts';
import { toolset } from '../../tools/airline/index.ts';
import { loadPolicy } from '../files/load-policy.ts';
import { policyJudge } from '../judge/policy-judge.ts';

const root = resolve(import.meta.dirname, '../..');
const path = join(process.env['TRESTLE_BENCH'] ?? resolve(root, '../shared/bench'), 'tau/airline/db.json');
const now = new Date('2024-05-15T15:00:00-05:00');

interface World {
  readonly flights: { readonly [id: string]: Flight };
  readonly reservations: { readonly [id: string]: Reservation };
  readonly users: { readonly [id: string]: User };
}

/** An action whose verdict is known: `allow`, or the code of its one fault. */
interface Probe {
  readonly wanted: string;
  readonly name: string;
  readonly args: JsonObject;
  readonly session?: JsonObject;
}

const ALLOWANCE = { regular: 0, silver: 1, gold: 2 };
const CABIN_ALLOWANCE = { basic_economy: 0, economy: 1, business: 2 };
const STRANGE = 'credit_card_of_nobody';

function judgeAs(judge: Judge, { name, args, session = {} }: Probe, customer: string) {
  const said = { user_confirmed: true, cancel_reason: null, compensation_requested: false, complaint: null };
  return judge.judge({
    action: { name, arguments: args },
    session: { user_id: customer, ...said, ...session },
    history: [],
    approved: false,
    now,
    signal: new AbortController().signal,
  });
}

/** The figures that a reservation is judged by, worked out here without the rules' own facts. */
function outlook(db: World, reservation: Reservation) {
  const user = db.users[reservation.user_id] as User;
  const days = reservation.flights.map(({ flight_number, date }) => db.flights[flight_number]?.dates[date]);
  const statuses = days.map((day) => day?.status);
  const methods = Object.values(user.payment_methods);
  return {
    user,
    days,
    statuses,
    flown: statuses.some((status) => status === 'landed' || status === 'flying'),
    free: (ALLOWANCE[user.membership] + CABIN_ALLOWANCE[reservation.cabin]) * reservation.passengers.length,
    card: methods.find(({ source }) => source === 'credit_card')?.id,
    certificate: methods.find(({ source }) => source === 'certificate')?.id,
    standing:
      user.membership !== 'regular' || reservation.insurance === 'yes' || reservation.cabin === 'business',
  };
}
type Outlook = ReturnType<typeof outlook>;

function cancelling(r: Reservation, { flown, statuses }: Outlook): readonly Probe[] {
  const recent = r.created_at >= '2024-05-14T15:00:00';
  const ground = recent || statuses.includes('cancelled') || r.cabin === 'business';
  const wanted = (reason: string | null) => {
    if (flown) return 'already_flown';
    if (reason === null) return 'cancel_reason_missing';
    if (ground) return 'allow';
    if (r.insurance === 'no') return 'cancel_no_ground';
    return reason === 'health' || reason === 'weather' ? 'allow' : 'cancel_reason_not_covered';
  };
  return [null, 'change_of_plan', 'airline_cancelled', 'health', 'weather'].map((reason) => ({
    wanted: wanted(reason),
    name: 'cancel_reservation',
    args: { reservation_id: r.reservation_id },
    session: { cancel_reason: reason },
  }));
}

function bags(r: Reservation, { free, card, certificate }: Outlook): readonly Probe[] {
  const total = Math.max(r.total_baggages, free) + 1;
  const probe = (wanted: string, args: JsonObject): Probe => ({
    wanted,
    name: 'update_reservation_baggages',
    args: { reservation_id: r.reservation_id, ...args },
  });
  const right = { total_baggages: total, nonfree_baggages: total - free, payment_id: card ?? STRANGE };
  return [
    probe(card ? 'allow' : 'payment_not_in_profile', right),
    probe('wrong_nonfree_bags', { ...right, nonfree_baggages: 0 }),
    probe('bags_removed', { ...right, total_baggages: r.total_baggages - 1 }),
    ...(certificate ? [probe('certificate_for_change', { ...right, payment_id: certificate })] : []),
  ];
}

function passengers({ reservation_id, passengers: list }: Reservation): readonly Probe[] {
  const another = { first_name: 'Ann', last_name: 'Other', dob: '1990-01-01' };
  const name = 'update_reservation_passengers';
  return [
    { wanted: 'allow', name, args: { reservation_id, passengers: [another, ...list.slice(1)] } },
    { wanted: 'passenger_count_changed', name, args: { reservation_id, passengers: [another, ...list] } },
  ];
}

function seatsIn(cabin: Reservation['cabin'], { passengers }: Reservation, days: Outlook['days']): string {
  const seats = days.map((day) => (day?.status === 'available' ? day.available_seats[cabin] : undefined));
  if (seats.includes(undefined)) return 'flight_not_available';
  return seats.every((left) => (left ?? 0) >= passengers.length) ? 'allow' : 'not_enough_seats';
}

function changes(r: Reservation, { flown, days, card, certificate }: Outlook): readonly Probe[] {
  const cabin = r.cabin === 'business' ? 'economy' : 'business';
  const flights = r.flights.map(({ flight_number, date }) => ({ flight_number, date }));
  const date = flights[0]?.date === '2024-05-28' ? '2024-05-27' : '2024-05-28';
  const moved = flights.map((flight) => ({ ...flight, date }));
  const probe = (wanted: string, args: JsonObject): Probe => ({
    wanted,
    name: 'update_reservation_flights',
    args: { reservation_id: r.reservation_id, cabin: r.cabin, flights, payment_id: card ?? STRANGE, ...args },
  });
  const cabinWanted = flown ? 'cabin_change_after_flown' : seatsIn(cabin, r, days);
  const isRound = r.flight_type === 'round_trip' && r.origin !== r.destination;
  const shorter = isRound ? 'trip_type_changed' : 'destination_changed';
  return [
    probe(card ? 'allow' : 'payment_not_in_profile', {}),
    probe(cabinWanted === 'allow' && !card ? 'payment_not_in_profile' : cabinWanted, { cabin }),
    ...(certificate ? [probe('certificate_for_change', { cabin, payment_id: certificate })] : []),
    ...(flights.length > 1 ? [probe(shorter, { flights: flights.slice(0, -1) })] : []),
    ...(r.cabin === 'basic_economy' ? [probe('basic_economy_flights', { flights: moved })] : []),
  ];
}

function gestures(r: Reservation, { statuses, standing }: Outlook): readonly Probe[] {
  const count = r.passengers.length;
  return [
    { type: 'cancelled', settled: false, dollars: 100 },
    { type: 'delayed', settled: true, dollars: 50 },
    { type: 'delayed', settled: false, dollars: 50 },
  ].flatMap(({ type, settled, dollars }): readonly Probe[] => {
    const complaint = { type, reservation_id: r.reservation_id, changed_or_cancelled: settled };
    const due = standing ? 'allow' : 'compensation_not_eligible';
    const unsettled = type === 'delayed' && !settled ? 'delay_without_change' : due;
    const wanted = statuses.some((status) => status === type) ? unsettled : 'complaint_not_confirmed';
    const probe = (code: string, amount: number, asked: boolean): Probe => ({
      wanted: code,
      name: 'send_certificate',
      args: { user_id: r.user_id, amount },
      session: { user_confirmed: false, compensation_requested: asked, complaint },
    });
    return [
      probe(wanted, dollars * count, true),
      probe('compensation_not_requested', dollars * count, false),
      probe('wrong_compensation_amount', dollars * count + 50, true),
    ];
  });
}

function booking(r: Reservation, { user, days, card }: Outlook): readonly Probe[] {
  const [first] = r.flights;
  const [day] = days;
  const count = r.passengers.length;
  if (first === undefined || day === undefined || card === undefined) return [];
  const available = day.status === 'available' ? day : undefined;
  const price = (available?.prices.economy ?? 0) * count + 50 + 30 * count;
  const free = (ALLOWANCE[user.membership] + CABIN_ALLOWANCE.economy) * count;
  const args: JsonObject = {
    user_id: r.user_id,
    origin: first.origin,
    destination: first.destination,
    flight_type: 'one_way',
    cabin: 'economy',
    flights: [{ flight_number: first.flight_number, date: first.date }],
    passengers: r.passengers,
    payment_methods: [{ payment_id: card, amount: price }],
    total_baggages: free + 1,
    nonfree_baggages: 1,
    insurance: 'yes',
  };
  const probe = (wanted: string, other: JsonObject): Probe => ({
    wanted,
    name: 'book_reservation',
    args: { ...args, ...other },
  });
  const crowd = Array.from({ length: 6 }, () => r.passengers[0] as Json);
  const enough = (available?.available_seats.economy ?? 0) >= count;
  return [
    probe(available ? (enough ? 'allow' : 'not_enough_seats') : 'flight_not_available', {}),
    ...(available
      ? [probe('wrong_total', { payment_methods: [{ payment_id: card, amount: price - 1 }] })]
      : []),
    probe('too_many_passengers', { passengers: crowd }),
    probe('too_many_credit_cards', {
      payment_methods: [card, card].map((id) => ({ payment_id: id, amount: price / 2 })),
    }),
    probe('payment_not_in_profile', { payment_methods: [{ payment_id: STRANGE, amount: price }] }),
    probe('wrong_nonfree_bags', { nonfree_baggages: 0 }),
    probe('flights_not_the_trip', { destination: 'XXX' }),
    probe('flight_not_found', { flights: [{ flight_number: first.flight_number, date: '2024-06-30' }] }),
    probe('other_user', { user_id: 'nobody_else' }),
  ];
}

function probesOf(db: World, r: Reservation): readonly Probe[] {
  const view = outlook(db, r);
  const kinds = [cancelling(r, view), bags(r, view), passengers(r), changes(r, view), gestures(r, view)];
  return [...kinds.flat(), ...booking(r, view)];
}

describe.skipIf(!existsSync(path))('actions made over the published airline (skipped without it)', () => {
  let judge: Judge;
  let db: World;
  beforeAll(async () => {
    db = JSON.parse(readFileSync(path, 'utf8')) as World;
    const { tools } = toolset({ records: {} as Records });
    const loaded = await loadPolicy({ root, agent: 'airline', tools, computed });
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
    const read = async (
      tool: string,
      { flight_number, user_id, reservation_id }: JsonObject,
    ): Promise<Json> => {
      if (tool === 'get_flight') return db.flights[String(flight_number)] ?? NOT_FOUND;
      if (tool === 'get_user_details') return db.users[String(user_id)] ?? NOT_FOUND;
      return db.reservations[String(reservation_id)] ?? NOT_FOUND;
    };
    judge = policyJudge({ policy: () => loaded.value, read, computed, timeoutMs: 1000 });
  });

  test('are allowed, or denied with the code of their fault', { timeout: 60_000 }, async () => {
    const some = Object.values(db.reservations).filter((_, index) => index % 40 === 0);
    const probes = some.flatMap((r) => probesOf(db, r).map((probe) => ({ probe, customer: r.user_id })));
    const wrong: Json[] = [];
    for (const { probe, customer } of probes) {
      const { decision, codes } = await judgeAs(judge, probe, customer);
      const asWanted =
        probe.wanted === 'allow' ? decision === 'allow' : decision === 'deny' && codes.includes(probe.wanted);
      if (!asWanted) wrong.push({ ...probe, decision, codes });
    }
    expect(wrong).toEqual([]);
  });
});
