import type { Invocation } from '../../core/flow.ts';
import { own } from '../../core/values/own.ts';
import type { Reason } from '../../core/verdict.ts';

/** The words for a denial, and the slot whose other answer may settle it; null if none can. */
export interface ReadDenial {
  readonly tell: string;
  readonly slot: string | null;
}

/** Reads a denial: another answer helps only if it settles every reason. Reasons that none settles are told alone. */
export function readDenial({ denied }: Pick<Invocation, 'denied'>, reasons: readonly Reason[]): ReadDenial {
  const settledBy = ({ code }: Reason): string | null => own(denied, code) ?? null;
  const final = reasons.filter((reason) => settledBy(reason) === null);
  const told = final.length > 0 ? final : reasons;
  const [first] = told;
  return {
    tell: [...new Set(told.map(({ tell }) => tell))].join(' '),
    slot: first ? settledBy(first) : null,
  };
}
