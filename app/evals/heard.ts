import type { Command } from '../../core/command.ts';
import type { TurnResult } from '../../core/turn.ts';
import type { HeardTurn, ScenarioResult } from './results.ts';

/** The number of times an act or a slot was heard, missed, and heard where nobody said it. */
export interface HeardCount {
  /** An act, such as `affirm`, or `slot` with a slot's name. */
  readonly what: string;
  readonly heard: number;
  readonly missed: number;
  readonly false: number;
}

/** The commands that a turn's message was read into, as a scenario writes them. */
export function commandsOf({ steps }: Pick<TurnResult, 'steps'>): readonly string[] {
  return steps.flatMap(({ heard }) => heard?.commands ?? []).map(written);
}

const written = ({ kind, of }: Pick<Command, 'kind' | 'of'>): string =>
  of === null ? kind : `${kind} ${of}`;

/** The commands that both have, and those that one has more often. Their order does not matter. */
export function compareHeard({ expected, is }: HeardTurn) {
  const more = [...is];
  const heard: string[] = [];
  const missed: string[] = [];
  for (const command of expected) {
    const at = more.indexOf(command);
    if (at >= 0) heard.push(...more.splice(at, 1));
    else missed.push(command);
  }
  return { heard, missed, false: more };
}

/** Counts the acts and slots of all turns that expect commands, by name. */
export function countHeard(scenarios: readonly Pick<ScenarioResult, 'run'>[]): readonly HeardCount[] {
  const counts = new Map<string, { heard: number; missed: number; false: number }>();
  for (const { heard } of scenarios.flatMap(({ run }) => run.turns)) {
    if (!heard) continue;
    const compared = compareHeard(heard);
    for (const end of ['heard', 'missed', 'false'] as const)
      for (const what of compared[end].map(actOrSlot)) {
        const count = counts.get(what) ?? { heard: 0, missed: 0, false: 0 };
        count[end] += 1;
        counts.set(what, count);
      }
  }
  return [...counts]
    .map(([what, count]) => ({ what, ...count }))
    .toSorted((a, b) => (a.what < b.what ? -1 : Number(a.what > b.what)));
}

const SLOT_KINDS: readonly string[] = ['set', 'correct'] satisfies readonly Command['kind'][];

function actOrSlot(command: string): string {
  const [kind = '', of] = command.split(' ');
  return SLOT_KINDS.includes(kind) ? `slot ${of}` : kind;
}
