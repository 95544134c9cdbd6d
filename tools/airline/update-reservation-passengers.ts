import { z } from 'zod';
import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { refuse } from '../shared/refuse.ts';
import { reservationEffect } from './domain/effect.ts';
import { passengers, reservationId } from './domain/inputs.ts';
import type { Change, RecordsView } from './domain/records-view.ts';
import type { Reservation } from './domain/shapes.ts';
import { passengerInWords } from './domain/wording.ts';

const input = z.strictObject({ reservation_id: reservationId, passengers });

/** Changes who flies; as many fly as before. */
export function updateReservationPassengers(records: Records): Tool {
  return reservationEffect(
    {
      name: 'update_reservation_passengers',
      description:
        'Replaces the passengers of a reservation by as many others, or corrects their names and dates of birth. Name everybody who flies. Answers the reservation as it is then.',
      title: 'change the passengers',
      input,
      words: {
        verbs: ['change', 'update', 'modify', 'correct', 'replace'],
        deeds: ['changes', 'modification', 'correction', 'replacement'],
        nouns: ['passengers', 'passenger details', 'names'],
      },
      heading: (id) => `Change the passengers of reservation ${id}`,
      plan: planPassengers,
    },
    records,
  );
}

function planPassengers(
  view: RecordsView,
  before: Reservation,
  args: Pick<z.output<typeof input>, 'passengers'>,
): Change {
  const count = before.passengers.length;
  if (args.passengers.length !== count) refuse(`the reservation is for ${count} passengers`);
  return {
    reservation: { ...before, passengers: args.passengers },
    user: view.user(before.user_id),
    flights: [],
    lines: [
      ...args.passengers.map((passenger) => `Will fly: ${passengerInWords(passenger)}.`),
      ...before.passengers.map((passenger) => `It was: ${passengerInWords(passenger)}.`),
    ],
  };
}
