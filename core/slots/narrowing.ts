/**
 * A customer's wish about one attribute of a list: a bound, a value, or an end of its order. `said` is the place of its
 * words in the message that began the flow.
 */
export type Narrowing =
  | {
      readonly attribute: string;
      readonly test: 'above' | 'atLeast' | 'below' | 'atMost' | 'is';
      readonly value: number | string;
      readonly said?: number;
    }
  | { readonly attribute: string; readonly test: 'least' | 'most'; readonly said?: number };
