import { Slot } from '../core/flow.ts';

/** The setting of readers in tests. */
export const context = {
  now: new Date('2024-05-15T15:00:00-05:00'),
  zone: 'America/New_York',
  confirmation: { yes: [], no: [], courtesy: [] },
};

/** An attested choice that takes a reason in other words. */
export const CAUSE = Slot.parse({
  type: 'choice',
  ask: 'Why?',
  attested: true,
  otherwise: 'other',
  choices: [
    { value: 'illness', label: 'Illness', words: ['ill', 'fever'] },
    { value: 'strike', label: 'A strike', words: ['on strike', 'yes'] },
    { value: 'other', label: 'Something else' },
  ],
});
