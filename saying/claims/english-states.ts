/** A state of a record in the words of a service: how it is said, and the statuses with which that is true. */
export interface StateWords {
  readonly said: RegExp;
  /** In the status of the record; null if no status says it. */
  readonly status: RegExp;
  /** It is true of a record that has no status at all. */
  readonly byDefault?: true;
}

/** A thing that was sent is not pending any more, and one that comes back was delivered once. */
const SENT = /processed|ship|transit|sent|dispatch|deliver|return|exchange/;

/**
 * The states of orders, bookings and flights. A word that is not here is judged as any other: it must stand in a record
 * or a text.
 */
export const STATES: readonly StateWords[] = [
  {
    said: /^(?:pending|open|unprocessed|unshipped|(?:being )?prepared|(?:await|wait)ing (?:to be (?:processed|shipped|packed|sent)|for (?:processing|shipment|dispatch)|processing|shipment|dispatch))\b/,
    status: /pending|open/,
  },
  { said: /^(?:packed|processed)\b/, status: SENT },
  {
    said: /^(?:shipped|dispatched|sent (?:out|off)|posted|handed (?:over )?to (?:the|our) (?:carrier|courier)|left (?:our|the) warehouse|with (?:the|our) (?:carrier|courier))\b/,
    status: SENT,
  },
  {
    said: /^(?:on (?:its|their|the) way|in transit|out for delivery|en route|underway|under way)\b/,
    status: /processed|ship|transit|sent|dispatch/,
  },
  {
    said: /^(?:delivered|arrived|received|handed over to you|at your (?:door|home|place))\b/,
    status: /deliver|return|exchange|arriv/,
  },
  { said: /^(?:cancel+ed|called off|annulled|voided|withdrawn)\b/, status: /cancel/ },
  {
    said: /^(?:(?:put |placed )?on hold|suspended|frozen|paused|blocked|held (?:up|back)|locked|under (?:review|investigation))\b/,
    status: /hold|suspend|review|block/,
  },
  { said: /^(?:lost|missing|stuck|returned to (?:the )?sender)\b/, status: /lost|missing|stuck/ },
  { said: /^(?:boarding|at the gate|about to (?:leave|depart|take off))\b/, status: /boarding/ },
  { said: /^(?:delayed|running late|behind schedule)\b/, status: /delay|late/ },
  { said: /^(?:on time|on schedule|punctual)\b/, status: /on time|schedul|available/ },
  { said: /^(?:in the air|airborne|flying|taken off|departed)\b/, status: /flying|air|landed|depart/ },
  { said: /^(?:landed|touched down)\b/, status: /landed|arriv/ },
  {
    said: /^(?:active|in force|valid|booked|confirmed)\b/,
    status: /^(?!.*cancel)/,
    byDefault: true,
  },
];

/** Words before a state: it is said of what stands before them. */
export const BEFORE_STATE: ReadonlySet<string> = new Set(
  `is are was were been being be remains remain stays stay as still already now has have just also both all currently
  safely successfully not longer never yet shows status recently since finally actually indeed it they which that`.split(
    /\s+/,
  ),
);

/** The sorts of records by the nouns that customers are told of them. */
export const SORTS: ReadonlyMap<string, string> = new Map(
  `order:order,orders,parcel,parcels,package,packages,shipment,shipments,delivery,deliveries,purchase,item,items
  reservation:reservation,reservations,booking,bookings,trip,trips
  flight:flight,flights,plane,leg,segment`
    .split(/\s+/)
    .flatMap((line) => {
      const [sort = '', nouns = ''] = line.split(':');
      return nouns.split(',').map((noun) => [noun, sort] as const);
    }),
);
