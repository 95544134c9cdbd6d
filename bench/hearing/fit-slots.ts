import type { SimulatedCustomer, WantedGoal } from '../../config/schemas/customer-schema.ts';
import type { SlotType } from '../../core/slots/slot-types.ts';

/** A slot of an agent's flows. */
export interface DeclaredSlot {
  readonly name: string;
  readonly type: SlotType;
}

/** The value that a slot of another name is for, the surest first. Without types, of any type. */
const MEANINGS: readonly (readonly [of: string, name: RegExp, types?: readonly SlotType[]])[] = [
  ['user_id', /user|customer/],
  ['dob', /birth|dob|born/],
  ['return_date', /return|back/, ['date']],
  ['date', /./, ['date']],
  ['complaint', /complaint|trouble|happened/],
  ['compensation_requested', /compensation/],
  ['cancel_reason', /reason|why/],
  ['insurance', /insurance|insured/],
  ['more_bags', /bag.*(?:more|add|extra)|(?:more|add|extra|new).*bag/],
  ['bags', /bag|luggage|suitcase/],
  ['methods', /methods|payments/],
  ['method', /method|pay|card|refund/],
  ['cabin', /cabin|class/],
  ['trip_type', /type|round|one_?way/],
  ['passenger_count', /passenger|people|travell?er/, ['integer', 'number']],
  ['new_name', /new.*name/],
  ['passengers', /passengers|names|travell?ers/],
  ['passenger', /passenger|travell?er/],
  ['reservation_id', /reservation|booking/],
  ['return_trip', /return|back|home|inbound/],
  ['from_airport', /from|origin|depart/, ['choice', 'option', 'id', 'text']],
  ['to_airport', /(?:^|_)to(?:_|$)|destination|arriv/, ['choice', 'option', 'id', 'text']],
  ['trip', /trip|flight|outbound|journey|connection/],
];

/** Gives customers a value for each slot of an agent that is for the same under another name. */
export function fitSlots(customer: SimulatedCustomer, declared: readonly DeclaredSlot[]): SimulatedCustomer {
  return { ...customer, goals: customer.goals.map((goal) => fitted(goal, declared)) };
}

function fitted(goal: WantedGoal, declared: readonly DeclaredSlot[]): WantedGoal {
  const slots = { ...goal.slots };
  const says = { ...goal.says };
  for (const { name, type } of declared) {
    if (name in slots) continue;
    const [meant] =
      MEANINGS.find(
        ([, pattern, types]) => pattern.test(name) && (types === undefined || types.includes(type)),
      ) ?? [];
    const value = meant === undefined ? undefined : goal.slots[meant];
    if (meant === undefined || value === undefined) continue;
    slots[name] = value;
    const words = goal.says?.[meant];
    if (words) says[name] = words;
  }
  return { ...goal, slots, says };
}
