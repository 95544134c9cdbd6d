import { type ResilientModel, resilientModel } from '../../adapters/models/resilient-model.ts';
import type { Project } from '../../config/read/project.ts';
import type { AgentConfig } from '../../config/schemas/agent-schema.ts';
import { AgentError } from '../../core/errors.ts';
import type { Model } from '../../core/ports/model.ts';
import { own as ownKey } from '../../core/values/own.ts';
import type { Environment } from '../env.ts';

const OPENAI = 'https://api.openai.com/v1';

/**
 * The agent's model chain; null if it declares none or no endpoint is configured (`mode: embedded`).
 *
 * A model of the program's `own` answers in place of the endpoint. The client is loaded only when there is something to call.
 */
export async function openModel(
  declared: AgentConfig['model'],
  prices: Project['models'],
  environment: Environment,
  own?: Model,
): Promise<ResilientModel | null> {
  const { OPENAI_API_KEY, OPENAI_BASE_URL } = environment;
  if (declared && own) return resilientModel({ models: [own], retries: declared.retries });
  if (!declared || (!OPENAI_API_KEY && !OPENAI_BASE_URL)) return null;
  const { openaiModel } = await import('../../adapters/models/openai-model.ts');
  const open = (name: string) => {
    const price = ownKey(prices, name);
    if (!price) throw new AgentError('PROJECT_INVALID', `\`models.yaml\` has no price for \`${name}\``);
    // Local endpoints need no key, but the client requires one.
    return openaiModel({
      name,
      price,
      baseUrl: OPENAI_BASE_URL ?? OPENAI,
      apiKey: OPENAI_API_KEY ?? 'none',
      timeoutMs: declared.seconds * 1000,
      logProbabilities: price.logProbabilities,
    });
  };
  return resilientModel({
    models: [open(declared.use), ...declared.fallbacks.map(open)],
    retries: declared.retries,
  });
}
