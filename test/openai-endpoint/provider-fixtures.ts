import { AZURE, OPENAI, OPENROUTER } from './first-providers.ts';
import { ANTHROPIC, DEEPSEEK, GROQ, LITELLM, OLLAMA, VLLM } from './other-providers.ts';
import type { Fixtures, ProviderFixture } from './provider-fixture.ts';

const of = (provider: string, fixtures: Fixtures) =>
  fixtures.map((fixture): ProviderFixture => ({ provider, ...fixture }));

/** Answers of endpoints as they are documented; docs/models.md says where that was read. */
export const PROVIDER_FIXTURES: readonly ProviderFixture[] = [
  ...of('OpenAI', OPENAI),
  ...of('Azure', AZURE),
  ...of('OpenRouter', OPENROUTER),
  ...of('vLLM', VLLM),
  ...of('Ollama', OLLAMA),
  ...of('LiteLLM', LITELLM),
  ...of('Groq', GROQ),
  ...of('DeepSeek', DEEPSEEK),
  ...of('Anthropic', ANTHROPIC),
];
