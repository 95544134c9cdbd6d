/** The time that rules, tools and records see. Durations are measured elsewhere. */
export interface Clock {
  now(): Promise<Date>;
}
