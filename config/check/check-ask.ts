import type { Slot } from '../../core/flow.ts';
import type { DocumentPath, Problem } from '../read/source.ts';
import { optionNames } from '../schemas/flow-shapes.ts';
import { checkAttributes } from './check-attributes.ts';
import { checkCondition } from './check-condition.ts';
import { checkListSlot } from './check-list-slot.ts';
import { checkTemplate } from './check-template.ts';
import { type FlowCheck, report, type StepSpot, unknownSlot } from './flow-check.ts';

/** Checks the slots that a step asks for. */
export function checkAsk(walk: FlowCheck, slots: readonly string[], spot: StepSpot): void {
  for (const [index, name] of slots.entries()) {
    const path = slots.length === 1 ? [...spot.path, 'ask'] : [...spot.path, 'ask', index];
    const declared = walk.reach.slots.get(name);
    if (!declared) {
      report(walk, spot.flow, [unknownSlot(walk, name, path)]);
      continue;
    }
    const { slot, flow } = declared;
    const at = ['slots', name];
    const check = (text: string | undefined, ...keys: readonly string[]) =>
      text === undefined ? [] : checkTemplate(text, [...at, ...keys], spot.names, walk.reach.given);
    report(walk, flow, [
      ...check(slot.ask, 'ask'),
      ...check(slot.retry, 'retry'),
      ...check(slot.why, 'why'),
      ...check(slot.from?.list, 'from', 'list'),
      ...check(slot.from?.none, 'from', 'none'),
      ...(slot.from ? checkOptions(slot.from, [...at, 'from'], spot) : []),
      ...checkListSlot(walk, { name, slot }, spot),
    ]);
  }
}

/** Checks the templates of a slot's options; they read the fields of an element before other names. */
function checkOptions(
  from: NonNullable<Slot['from']>,
  at: DocumentPath,
  { names }: StepSpot,
): readonly Problem[] {
  const known = optionNames(from, names);
  const labels = [from.label].flat();
  return [
    ...checkTemplate(from.value, [...at, 'value'], known),
    ...labels.flatMap((label, index) =>
      checkTemplate(label, [...at, 'label', ...(Array.isArray(from.label) ? [index] : [])], known),
    ),
    ...from.where.flatMap((condition, index) => checkCondition(condition, [...at, 'where', index], known)),
    ...checkAttributes(from.attributes ?? {}, [...at, 'attributes'], known),
  ];
}
