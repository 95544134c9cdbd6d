import { activeGoals, type Goals } from '../../../core/goal.ts';
import type { Told } from '../../../core/message.ts';
import type { Session } from '../../../core/session.ts';

export interface Situation {
  readonly now: Date;
  readonly session: Pick<Session, 'customer_id'>;
  readonly goals: Goals;
}

/** Tells a model the day in this time zone, who the customer is, and what they want. */
export function situationIn(zone: string): (situation: Situation) => readonly Told[] {
  const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeZone: zone });
  const minute = new Intl.DateTimeFormat('en-US', { timeStyle: 'short', timeZone: zone });
  return ({ now, session, goals }) => {
    const date = day.format(now);
    return [
      // The time is that of the first message of a day: told again each minute it would cost more than it says.
      { source: 'day', provenance: date, text: `It is ${date}, ${minute.format(now)} (${zone}).` },
      part('customer', `Customer: ${session.customer_id ?? 'not identified'}.`),
      part('goals', goalsInWords(goals)),
    ];
  };
}

function goalsInWords(goals: Goals): string {
  const open = new Set(activeGoals(goals).map(({ intent }) => intent));
  const waiting = new Set(goals.map(({ intent }) => intent).filter((intent) => !open.has(intent)));
  const named = [...open].join(', ') || 'nothing';
  return waiting.size === 0 ? `Open: ${named}.` : `Open: ${named}. Waiting: ${[...waiting].join(', ')}.`;
}

const part = (provenance: string, text: string): Told => ({ source: 'situation', provenance, text });
