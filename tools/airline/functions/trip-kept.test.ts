import { expect, test } from 'vitest';
import { seed } from '../demo-data.ts';
import type { Reservation } from '../domain/shapes.ts';
import { tripKept } from './trip-kept.ts';

const reservation = seed()['reservations']?.['LMECO8'] as unknown as Reservation;
const other = (said: {
  readonly from?: string;
  readonly to?: string;
  readonly trip_type?: string;
  readonly which?: string;
  readonly return_date?: string;
}) => tripKept.compute({ reservation, ...said }, { now: new Date(0) });

test.each([
  [{}, 'nothing'],
  [{ from: 'SEA', to: 'BOS', trip_type: 'one_way' }, 'nothing'],
  [{ from: 'BOS' }, 'nothing'],
  [{ to: 'DEN' }, 'destination'],
  [{ from: 'NYC', to: 'DEN' }, 'origin'],
  [{ trip_type: 'round_trip' }, 'trip type'],
  [{ which: 'return' }, 'trip type'],
  [{ return_date: '2024-06-02' }, 'trip type'],
  [{ which: 'outbound' }, 'nothing'],
])('%j wants another %s', (said, expected) => {
  expect(other(said)).toEqual({ other: expected });
});
