import { money, NotDone, records, tool, toolset as tools } from 'trestle';
import { z } from 'zod';
import { seed } from './demo-data.ts';

const Flight = z.object({
  origin: z.string(),
  destination: z.string(),
  date: z.string(),
  departs: z.string(),
  arrives: z.string(),
  stops: z.int(),
  price: money('USD', 'whole'),
  seats: z.int(),
});
const Found = Flight.extend({ flight_number: z.string() });

/** The demo records. In a business of your own, tools call your services instead. */
const flights = records('flights', Flight);
const bookings = records('bookings', z.object({ flight_number: z.string(), date: z.string() }));

const searchFlights = tool({
  name: 'search_flights',
  title: 'search flights',
  description: 'Lists the flights with free seats between two airports on a day, the earliest first.',
  input: z.strictObject({ origin: z.string(), destination: z.string(), date: z.string() }),
  output: z.array(Found),
  async run(day, call) {
    const found = await flights.find(call, day);
    return found
      .filter(({ record }) => record.seats > 0)
      .map(({ id, record }) => ({ flight_number: id.split(' ')[0] ?? id, ...record }))
      .sort((one, other) => one.departs.localeCompare(other.departs));
  },
});

/** The rules of `policies/travel/` decide whether it runs, and the customer says yes to what `preview` shows. */
const bookFlight = tool({
  name: 'book_flight',
  title: 'book the flight',
  description: 'Books a seat on a flight.',
  input: z.strictObject({ flight_number: z.string(), date: z.string() }),
  output: z.object({ flight_number: z.string(), date: z.string(), code: z.string() }),
  effects: true,
  idempotency: 'key',
  words: { verbs: ['book', 'reserve'], deeds: ['booking'], nouns: ['flight', 'seat'] },
  run: ({ flight_number, date }, call) =>
    call.commit((change) => {
      const id = `${flight_number} ${date}`;
      const flight = flights.in(change).get(id);
      if (!flight || flight.seats < 1)
        throw new NotDone({
          tell: `The last seat of ${flight_number} was taken a moment ago, so nothing has been booked.`,
          detail: `${id} has ${flight?.seats ?? 'no'} seats`,
        });
      const code = `B${flight_number}${date.slice(5).replace('-', '')}`;
      flights.in(change).put(id, { ...flight, seats: flight.seats - 1 });
      bookings.in(change).put(code, { flight_number, date });
      return { flight_number, date, code };
    }),
  async preview({ flight_number, date }, call) {
    const flight = await flights.get(call, `${flight_number} ${date}`);
    const lines = flight ? [`It leaves at ${flight.departs} and costs $${flight.price}.`] : [];
    return { title: `Book ${flight_number} on ${date}`, lines };
  },
});

export const toolset = tools({ tools: [searchFlights, bookFlight], seed });
