import type { AgentConfig } from '../config/schemas/agent-schema.ts';
import type { ModelTool } from '../core/ports/model.ts';
import type { Tool } from '../core/tool.ts';
import { isQuotable } from '../hearing/attested/read-quote.ts';
import { languageOf } from '../hearing/consent/consent-grammar.ts';
import { readLanguage } from '../hearing/languages/read-language.ts';
import { engineTools } from '../nodes/act/model/engine-tools.ts';
import type { ModelChoice } from '../nodes/act/model/preferred-model.ts';
import type { CallOptions } from '../nodes/act/model/take-calls.ts';
import type { intentHandling } from './intent-handling.ts';

/** The intents that a model may open, the slots that it may quote, the tools for both, and the models to choose from. */
export function modelCalls(
  config: AgentConfig,
  { intents: handled }: Pick<ReturnType<typeof intentHandling>, 'intents'>,
  tools: ReadonlyMap<string, Tool>,
): CallOptions & ModelChoice & { readonly engineTools: readonly ModelTool[] } {
  const byModel = [...handled].filter(([, { driver }]) => driver === 'model');
  const intents = new Map(byModel.filter(([, { acts }]) => acts));
  const attested = byModel.flatMap(([, handling]) => [...handling.attested]);
  const slots = new Map(attested.filter(([, slot]) => isQuotable(slot)));
  const confirmation = { ...config.confirmation, language: readLanguage(config.language) };
  const language = languageOf(confirmation);
  const own = new Map(config.intents.options.map(({ name, model }) => [name, model]));
  return {
    larger: config.model?.larger ?? null,
    modelOf: (intent) => own.get(intent),
    intents,
    slots,
    reading: (now) => ({ now, zone: config.zone, confirmation, language }),
    hasEffects: (name) => tools.get(name)?.effects ?? false,
    denials: config.limits.denials,
    engineTools: engineTools({ intents: [...intents.keys()], slots }),
  };
}
