import type { Records } from '../../core/ports/records.ts';
import type { Tool } from '../../core/tool.ts';
import { calculate } from '../shared/calculate.ts';
import { think } from '../shared/think.ts';
import { transferToHumanAgents } from '../shared/transfer-to-human-agents.ts';
import { bookReservation } from './book-reservation.ts';
import { cancelReservation } from './cancel-reservation.ts';
import { getFlight } from './get-flight.ts';
import { getReservationDetails } from './get-reservation-details.ts';
import { getUserDetails } from './get-user-details.ts';
import { listAllAirports } from './list-all-airports.ts';
import { searchDirectFlight } from './search-direct-flight.ts';
import { searchOnestopFlight } from './search-onestop-flight.ts';
import { sendCertificate } from './send-certificate.ts';
import { updateReservationBaggages } from './update-reservation-baggages.ts';
import { updateReservationFlights } from './update-reservation-flights.ts';
import { updateReservationPassengers } from './update-reservation-passengers.ts';

/** The airline agent's tools over the airline's records. `get_flight` is for its rules and flows. */
export function airlineTools(records: Records): readonly Tool[] {
  return [
    bookReservation(records),
    calculate(),
    cancelReservation(records),
    getFlight(records),
    getReservationDetails(records),
    getUserDetails(records),
    listAllAirports(records),
    searchDirectFlight(records),
    searchOnestopFlight(records),
    sendCertificate(records),
    think(),
    transferToHumanAgents(),
    updateReservationBaggages(records),
    updateReservationFlights(records),
    updateReservationPassengers(records),
  ];
}
