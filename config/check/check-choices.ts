import type { Choice } from '../../core/slots/slot.ts';
import type { DocumentPath, Problem } from '../read/source.ts';

/** Reports a phrase that two choices share: an answer could not tell them apart. */
export function checkChoices(choices: readonly Choice[], path: DocumentPath): readonly Problem[] {
  const seen = new Map<string, number>();
  return choices.flatMap(({ label, words }, index) =>
    [label, ...words].flatMap((phrase): readonly Problem[] => {
      const known = phrase.toLowerCase().trim();
      const before = seen.get(known);
      seen.set(known, index);
      if (before === undefined || before === index) return [];
      return [
        { code: 'LINK_TAKEN', path: [...path, index], message: `\`${phrase}\` already means another choice` },
      ];
    }),
  );
}
