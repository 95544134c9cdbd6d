import { AgentError } from '../core/errors.ts';
import type { Slot } from '../core/flow.ts';
import { compilePattern, type Pattern, type PatternMatch } from '../core/values/pattern.ts';

/** The largest number of excepted matches that are tried, so that a message full of them stays cheap. */
const MAX_EXCEPTED = 20;
/** The largest number of matches that are read from one message. */
const MOST_MATCHES = 100;

interface SlotPatterns {
  readonly pattern: Pattern;
  readonly except: Pattern | null;
}

/** Compiled patterns by slot. */
const known = new WeakMap<Slot, SlotPatterns>();

/** Compiles a pattern of a checked project. Throws `PROJECT_INVALID` if it does not compile. */
export function patternOf(source: string): Pattern {
  const compiled = compilePattern(source);
  if (!compiled.ok) throw new AgentError('PROJECT_INVALID', `\`${source}\`: ${compiled.problem}`);
  return compiled.pattern;
}

/** The matches of a slot's pattern that its `except` does not exclude, in the order of the text. */
export function matchSlots(text: string, slot: Slot, source: string): readonly PatternMatch[] {
  const { pattern, except } = patternsOf(slot, source);
  const found: PatternMatch[] = [];
  let from = 0;
  for (let excepted = 0; excepted <= MAX_EXCEPTED && found.length < MOST_MATCHES; ) {
    const match = pattern.find(text, from);
    if (match === null) break;
    if (except?.test(match.inside)) {
      excepted += 1;
      from = match.index + 1;
    } else {
      found.push(match);
      // What bounds one match may bound the next.
      from = Math.max(match.index + 1, match.span.to);
    }
  }
  return found;
}

function patternsOf(slot: Slot, source: string): SlotPatterns {
  const before = known.get(slot);
  if (before) return before;
  const patterns = {
    pattern: patternOf(source),
    except: slot.except === undefined ? null : patternOf(slot.except),
  };
  known.set(slot, patterns);
  return patterns;
}
