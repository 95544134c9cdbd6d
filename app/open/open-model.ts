import type { OpenaiModelOptions } from '../../adapters/models/openai-model.ts';
import { type ResilientModel, resilientModel } from '../../adapters/models/resilient-model.ts';
import type { Project } from '../../config/read/project.ts';
import type { AgentConfig } from '../../config/schemas/agent-schema.ts';
import { AgentError } from '../../core/errors.ts';
import type { Model } from '../../core/ports/model.ts';
import { own as ownKey } from '../../core/values/own.ts';
import type { Environment } from '../env.ts';
import { namedModels } from './agent-version.ts';
import { unreachable } from './reachable.ts';

const OPENAI = 'https://api.openai.com/v1';

export interface OpenModel {
  readonly config: Pick<AgentConfig, 'model' | 'limits' | 'intents'>;
  readonly models: Project['models'];
  readonly environment: Environment;
  /** Answers in place of the endpoints. */
  readonly own?: Model | undefined;
  /** Told which models are left out or cannot be reached, and why. */
  readonly onProgress?: (message: string) => void;
  /** Told when no model answers any more, and when one does again. */
  readonly onOutage?: ((error: unknown) => void) | undefined;
  readonly onReturn?: (() => void) | undefined;
}

/**
 * The agent's model chain; null if it declares none or no endpoint is configured (`mode: embedded`).
 *
 * The client is loaded only when there is something to call.
 */
export async function openModel(given: OpenModel): Promise<ResilientModel | null> {
  const { config, models, environment, own, onProgress = () => {} } = given;
  const { model: declared } = config;
  if (!declared) return null;
  const { retries } = declared;
  const chain = { retries, requestMs: requestTime(config.limits.seconds), ...told(given) };
  if (own) return resilientModel({ models: [own], ...chain });
  const configured = (names: readonly string[]) =>
    names.flatMap((name) => {
      const settings = ownKey(models, name);
      if (!settings) throw new AgentError('PROJECT_INVALID', `\`models.yaml\` has no price for \`${name}\``);
      const endpoint = endpointOf(settings, environment);
      if (endpoint && 'unset' in endpoint)
        onProgress(`model ${name} is left out: ${endpoint.unset}, which it names as its key, is not set`);
      return endpoint && 'apiKey' in endpoint ? [{ name, settings, ...endpoint }] : [];
    });
  const named = namedModels(config);
  const [usual, others] = [configured(named.usual), configured(named.others)];
  if (usual.length === 0) return null;
  const { openaiModel } = await import('../../adapters/models/openai-model.ts');
  const open = ({ name, settings, ...endpoint }: Configured) =>
    openaiModel(optionsOf(name, settings, endpoint, declared.seconds));
  const [first, ...fallbacks] = usual.map(open);
  const model = resilientModel({
    ...{ models: [first as Model, ...fallbacks], preferred: others.map(open) },
    ...chain,
  });
  await leaveUnreachable(model, [...usual, ...others], given);
  return model;
}

interface Configured extends Endpoint {
  readonly name: string;
  readonly settings: Settings;
}

async function leaveUnreachable(
  model: ResilientModel,
  configured: readonly Configured[],
  { environment, onProgress = () => {} }: OpenModel,
): Promise<void> {
  const down = await Promise.all(
    configured.map(async ({ name, baseUrl }) => ({ name, reason: await unreachable(baseUrl, environment) })),
  );
  for (const { name, reason } of down) {
    if (reason === null) continue;
    model.leaveAlone(name);
    onProgress(`model ${name} cannot be reached: ${reason}`);
  }
  if (!model.available())
    onProgress('no model can be reached: flows, articles and people serve until one answers');
}

const told = ({ onOutage, onReturn }: OpenModel) => ({
  ...(onOutage ? { onOutage } : {}),
  ...(onReturn ? { onReturn } : {}),
});

/** A little less than a step's time: what serves without a model must still fit in. */
const requestTime = (seconds: number): number => Math.max(seconds * 0.9, seconds - 2) * 1000;

type Settings = Project['models'][string];

interface Endpoint {
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** Where a model is; null if nothing is configured for it. A key goes to the endpoint that it is for, and to no other. */
function endpointOf(
  { baseUrl, key }: Settings,
  { OPENAI_API_KEY, OPENAI_BASE_URL, named }: Environment,
): Endpoint | { readonly unset: string } | null {
  const address = baseUrl ?? OPENAI_BASE_URL ?? OPENAI;
  if (key !== undefined) {
    const apiKey = named(key);
    return apiKey === undefined ? { unset: key } : { baseUrl: address, apiKey };
  }
  // Local endpoints need no key, but the client requires one.
  if (baseUrl !== undefined) return { baseUrl, apiKey: 'none' };
  if (OPENAI_API_KEY === undefined && OPENAI_BASE_URL === undefined) return null;
  return { baseUrl: address, apiKey: OPENAI_API_KEY ?? 'none' };
}

function optionsOf(
  name: string,
  { name: nameThere, seconds, ...settings }: Settings,
  endpoint: Endpoint,
  usualSeconds: number,
): OpenaiModelOptions {
  const timeoutMs = (seconds ?? usualSeconds) * 1000;
  return { ...settings, ...endpoint, name, nameThere, price: settings, timeoutMs };
}
