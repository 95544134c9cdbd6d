import type { Airport } from '../domain/shapes.ts';

const TABLE =
  'ANC Anchorage,ATL Atlanta,AUS Austin,BNA Nashville,BOI Boise,BOS Boston,BUF Buffalo,CLE Cleveland,DCA Washington,DEN Denver,HNL Honolulu,MCI Kansas City,MSP Minneapolis,MSY New Orleans,ORD Chicago,PDX Portland,PHL Philadelphia,RDU Raleigh,SAN San Diego,SEA Seattle,SLC Salt Lake City,TPA Tampa';

/** Where the demo airline flies. */
export const AIRPORTS: readonly Airport[] = TABLE.split(',').map((row) => ({
  code: row.slice(0, 3),
  city: row.slice(4),
}));
