/** Wakes one waiter. A ring without a waiter is kept for the next one. */
export interface Bell {
  ring(): void;
  /** Resolves with true at the next ring, with false after `ms`. */
  heard(ms: number): Promise<boolean>;
}

/** A bell that has not rung. */
export function bell(): Bell {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring() {
      rung = true;
      wake?.();
    },
    async heard(ms) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      const heard = rung;
      rung = false;
      wake = undefined;
      return heard;
    },
  };
}
