import type { ChatSettings } from '../../adapters/models/openai-request.ts';
import { chatCompletion, type LocalAnswer } from './local-endpoint.ts';

/** An answer of an endpoint as its documentation describes it, in values of our own, and what is made of it. */
export interface ProviderFixture {
  readonly provider: string;
  readonly what: string;
  readonly settings?: ChatSettings;
  /** The endpoint refuses these parameters by its own error, until they are not sent. */
  readonly refuses?: { readonly parameters: readonly string[]; readonly answer: LocalAnswer };
  readonly answer: LocalAnswer;
  /** Parts of the completion, or the code of the error and parts of its fault. */
  readonly completion?: object;
  readonly error?: { readonly code: string; readonly fault: object };
}

/** An answer of a chat completion with this message, usage, and more in its choice. */
export const body = (message: object, usage: object | undefined, more: object = {}): LocalAnswer => {
  const completion = chatCompletion(message, usage);
  return { body: { ...completion, choices: completion.choices.map((choice) => ({ ...choice, ...more })) } };
};
/** A message that is text. */
export const text = { content: 'It is on its way.' };
/** Usage without details. */
export const counts = { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 };
/** An answer with a status and an error. */
export const failure = (
  status: number,
  error: object,
  headers: Record<string, string> = {},
): LocalAnswer => ({
  ...{ status, headers, body: { error } },
});
/** An endpoint's fault. */
export const unavailable = (fault: object) => ({ code: 'MODEL_UNAVAILABLE', fault });
/** An answer that cannot be used. */
export const unusable = (code: string) => ({ code: 'MODEL_OUTPUT_INVALID', fault: { kind: 'answer', code } });

/** The fixtures of one provider. */
export type Fixtures = readonly Omit<ProviderFixture, 'provider'>[];
