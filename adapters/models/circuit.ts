/** The end of a call, for its model's circuit. `cancelled` says nothing about the model. */
export type CallEnd = 'well' | 'down' | 'late' | 'cancelled';

export interface CircuitLimits {
  /** Failures in a row that open the circuit. An answer that does not come in time weighs as half of them. */
  readonly breakAfter: number;
  /** Milliseconds that the circuit stays open before one trial call. They double with each trial that fails. */
  readonly pauseMs: number;
}

/** Leaves a model alone that failed repeatedly. */
export interface Circuit {
  /** Begins a call and returns the function that ends it; null while the model is left alone. */
  enter(): ((how: CallEnd) => void) | null;
  /** Opens the circuit: the model is known to be down. */
  open(): void;
}

/** The longest pause, in pauses. */
const LONGEST = 8;

/** A closed circuit. `now` is in milliseconds. */
export function circuit({ breakAfter, pauseMs }: CircuitLimits, now: () => number): Circuit {
  let failures = 0;
  /** 0 while the circuit is closed. */
  let pause = 0;
  let until = 0;
  let trial = false;

  const open = () => {
    pause = Math.min(pause === 0 ? pauseMs : pause * 2, pauseMs * LONGEST);
    until = now() + pause;
  };
  const end = (how: CallEnd, wasTrial: boolean) => {
    if (wasTrial) trial = false;
    if (how === 'cancelled') return;
    if (how === 'well') {
      failures = 0;
      pause = 0;
      return;
    }
    failures += how === 'late' ? Math.ceil(breakAfter / 2) : 1;
    if (wasTrial || (pause === 0 && failures >= breakAfter)) open();
  };
  return {
    enter() {
      if (pause > 0 && (trial || now() < until)) return null;
      const isTrial = pause > 0;
      trial = isTrial;
      return (how) => end(how, isTrial);
    },
    open,
  };
}
