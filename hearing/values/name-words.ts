/** Words inside last names: "van der Berg". */
export const PARTICLES: ReadonlySet<string> = new Set(
  'de la del della di da dos du le van von der den ter bin ibn al el mac st san santa'.split(' '),
);

/** Words that begin no name of a person, because they begin something else. */
export const NO_NAMES: ReadonlySet<string> = new Set(
  `a an the this that these those it its i me my mine we us our you your he she his her they them their who what which when
  where why how here there is are was were be been being am do does did done have has had having can could will would shall
  should may might must not no nope yes yeah yep ok okay sure please thanks thank hello hi hey dear good morning evening
  afternoon and or but if so then than because as at by for from in into of off on onto out over to up with without about
  after before again also already any all both some none each every just only very really still too now today tomorrow
  yesterday soon later never always looking trying calling writing asking wondering interested happy unhappy sorry glad
  sad angry upset new old back first last next want wanted wants need needs needed like liked love get got give given go
  going gone make made take taken put see saw know think thought say said tell told ask asked send sent receive received
  order orders ordered return returns returned returning cancel cancelled canceled cancelling exchange exchanged refund refunded change changed
  changing modify update item items product products delivery delivered package parcel shipping shipped address email mail
  phone number zip code postal account user customer card credit debit gift payment pay paid paypal money price cost
  reservation flight flights booking book booked trip ticket seat bag bags baggage insurance passenger passengers cabin
  business economy help support service agent person human someone somebody anyone everyone nobody man woman wrong right
  correct different other another same more less much many few lot one two three four five six seven eight nine ten able
  unable ready sick tired fine great nice bad broken damaged missing lost late early moving moved from street avenue road
  north south east west city state country usa america united states none nothing something anything everything forget
  forgot remember believe guess mean hope hoping sure certain afraid aware done doing actually well um uh hmm
  oh ah aw wow gosh perfect bummer awesome cool excellent try pretty quite currently available possible
  unit apartment apt suite box name names called under using use used yet ago since until while during against instead`
    .split(/\s+/)
    .filter(Boolean),
);
