import { actionHash, judgementHash } from '../../core/action.ts';
import type { Invocation, Judgement } from '../../core/flow.ts';
import type { FlowFrame } from '../../core/flow-memory.ts';
import { isJsonObject } from '../../core/values/json.ts';
import { own, setOwn } from '../../core/values/own.ts';
import type { Reason } from '../../core/verdict.ts';
import type { FlowEffect, FlowSpot, FlowWalk } from './flow-effect.ts';
import { readDenial } from './read-denial.ts';
import { renderArguments } from './render-arguments.ts';

/** Reads or acts through a tool, unless its end is remembered. */
export function invoke(
  { frame }: FlowWalk,
  invocation: Invocation,
  { scope, suffix }: FlowSpot,
): FlowEffect | null {
  const action = { name: invocation.tool, arguments: renderArguments(invocation.with, scope) };
  const hash = actionHash(action);
  const denied = own(frame.denied, hash);
  if (denied) return afterDenial(invocation, denied, hash, (name) => filledKey(frame, name, suffix));
  const result = own(frame.results, hash);
  if (result === undefined) return { do: 'propose', action, hash, dry: false };
  if (invocation.missing && isJsonObject(result) && result['exists'] === false) {
    const slots = [invocation.missing].flat().map((name) => filledKey(frame, name, suffix));
    return { do: 'ask-again', slots, forget: hash, tell: null };
  }
  if (invocation.as) setOwn(scope, invocation.as, result);
  return null;
}

/** Asks the rules about an action that is not complete yet, unless their answer is remembered. */
export function judgeAhead({ frame }: FlowWalk, judgement: Judgement, spot: FlowSpot): FlowEffect | null {
  const action = { name: judgement.tool, arguments: renderArguments(judgement.with, spot.scope) };
  const { only } = judgement;
  const hash = judgementHash(action, only);
  const denied = own(frame.denied, hash);
  if (denied) return afterDenial(judgement, denied, hash, (name) => filledKey(frame, name, spot.suffix));
  if (own(frame.results, hash) !== undefined) return null;
  return { do: 'propose', action, hash, dry: true, ...(only && { only }) };
}

function afterDenial(
  invocation: Judgement,
  denied: readonly Reason[],
  hash: string,
  keyOf: (slot: string) => string,
): FlowEffect {
  const { slot, tell } = readDenial(invocation, denied);
  return slot === null
    ? { do: 'refuse', tell }
    : { do: 'ask-again', slots: [keyOf(slot)], forget: hash, tell };
}

/** The key of a filled slot: this element's own, or that of an outer `each`. */
function filledKey(frame: FlowFrame, slot: string, suffix: string): string {
  const key = `${slot}${suffix}`;
  if (suffix === '' || own(frame.slots, key) !== undefined) return key;
  return filledKey(frame, slot, suffix.slice(0, suffix.lastIndexOf('@')));
}
