import { escalationRequest } from '../../core/escalation.ts';
import { bareCommand } from '../../hearing/commands/make-commands.ts';
import { languageOf } from '../../hearing/consent/consent-grammar.ts';
import { detectLanguage } from '../../hearing/languages/detect-language.ts';
import type { ClassifyOptions, ClassifyState, ClassifyUpdate } from './classify-options.ts';

const named = new Intl.DisplayNames('en', { type: 'language' });

/** Calls a person for a message in another language, in the author's sentence for it. Null for any other message. */
export async function otherLanguage(
  { languages, confirmation }: Pick<ClassifyOptions, 'languages' | 'confirmation'>,
  { text }: Pick<ClassifyState, 'text'>,
): Promise<ClassifyUpdate | null> {
  const language = await detectLanguage(text, [...languages.keys()], languageOf(confirmation).code);
  const tell = language === null ? undefined : languages.get(language);
  if (language === null || tell === undefined) return null;
  const reason = `the customer writes in ${named.of(language)}, which I do not read`;
  return {
    commands: [bareCommand('unclear', text)],
    reading: 'unclear',
    pending: null,
    escalation: escalationRequest('other_language', reason, { tell }),
  };
}
