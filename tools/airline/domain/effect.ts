import type { z } from 'zod';
import type { Records } from '../../../core/ports/records.ts';
import type { ActionWords, Tool } from '../../../core/tool.ts';
import type { Json, JsonObject } from '../../../core/values/json.ts';
import { acceptArguments, refuse } from '../../shared/refuse.ts';
import { type Change, type RecordsView, viewNow, viewOver } from './records-view.ts';
import { type Reservation, ReservationDetails } from './shapes.ts';

/** An action on one reservation; `input` has a `reservation_id`. */
export interface ReservationEffect<Input extends z.ZodObject> {
  readonly name: string;
  readonly description: string;
  readonly title: string;
  readonly input: Input;
  readonly words: ActionWords;
  /** Names the reservation: `Cancel reservation AB12CD`. */
  heading(reservationId: string): string;
  /** The flights that the arguments name, besides those of the reservation. */
  flights?(args: z.output<Input>): readonly string[];
  /** Works out the change, or refuses; the same for the preview and for the act. */
  plan(view: RecordsView, reservation: Reservation, args: z.output<Input>): Change;
}

/** A tool that carries out a planned change of a reservation in one commit, under the call's key. */
export function reservationEffect<Input extends z.ZodObject>(
  effect: ReservationEffect<Input>,
  records: Records,
): Tool {
  const { name, description, title, input, words } = effect;
  const plan = (view: RecordsView, args: JsonObject) => {
    const reservation = view.reservation(reservationIdOf(args));
    requireActive(reservation);
    return effect.plan(view, reservation, acceptArguments(input, args));
  };
  return {
    name,
    description,
    title,
    input,
    output: ReservationDetails,
    effects: true,
    idempotency: 'key',
    words,
    run: async (args, { key }) =>
      await records.commit(key, ({ get, put }): Json => putChange(plan(viewOver(get), args), put)),
    preview: async (args) => {
      const reservationId = reservationIdOf(args);
      const flights = effect.flights?.(acceptArguments(input, args)) ?? [];
      const view = await viewNow(records, { reservationId, flights });
      const { lines, items } = plan(view, args);
      return { title: effect.heading(reservationId), lines, ...(items === undefined ? {} : { items }) };
    },
  };
}

/** Writes a change down, and answers the reservation as it is then. */
export function putChange(
  { reservation, user, flights }: Change,
  put: (collection: string, id: string, record: Json) => void,
): Json {
  put('reservations', reservation.reservation_id, reservation);
  put('users', reservation.user_id, user);
  for (const flight of flights) put('flights', flight.flight_number, flight);
  return reservation;
}

function requireActive(reservation: Reservation): void {
  if (reservation['status'] === 'cancelled')
    refuse(
      `the reservation \`${reservation.reservation_id}\` is cancelled`,
      `Reservation ${reservation.reservation_id} is cancelled already, so nothing has been changed.`,
    );
}

function reservationIdOf(args: JsonObject): string {
  const id = args['reservation_id'];
  return typeof id === 'string' ? id : refuse('the action names no reservation');
}
