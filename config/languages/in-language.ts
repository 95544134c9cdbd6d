import { isJsonObject, type Json } from '../../core/values/json.ts';
import { own } from '../../core/values/own.ts';
import type { AgentConfig } from '../schemas/agent-schema.ts';
import { GERMAN } from './german.ts';
import type { LanguagePack } from './language-pack.ts';

/** The languages whose sentences ship, beside English, whose sentences are the defaults of the schema. */
const PACKS: { readonly [language: string]: LanguagePack } = { de: GERMAN };

/** The agent with the sentences and the locale of its language, where its file declares none. */
export function inLanguage(config: AgentConfig, declared: unknown): AgentConfig {
  if (config.language === 'en') return config;
  const file = isJsonObject(declared as Json) ? (declared as { readonly [key: string]: Json }) : {};
  const pack = own(PACKS, config.language);
  const languages = sentencesFor(config, own(file, 'languages'), pack);
  if (!pack) return { ...config, languages };
  return {
    ...config,
    languages,
    locale: own(file, 'locale') === undefined ? pack.locale : config.locale,
    says: filled(config.says as Json, own(file, 'says'), pack.says as Json) as AgentConfig['says'],
  };
}

/** The sentences for customers who write in another language: of the file, else of the pack; no other is looked for. */
function sentencesFor(
  { languages }: AgentConfig,
  declared: Json | undefined,
  pack: LanguagePack | undefined,
): AgentConfig['languages'] {
  const inside = declared !== undefined && isJsonObject(declared) ? declared : {};
  const sentences = Object.entries(languages).map(([code, text]) => [
    code,
    own(inside, code) === undefined ? (own(pack?.languages ?? {}, code) ?? false) : text,
  ]);
  return Object.fromEntries(sentences) as AgentConfig['languages'];
}

/** The paths of sentences that neither the file nor the language's defaults have; none for English. */
export function missingSentences({ language, says }: AgentConfig, declared: unknown): readonly string[] {
  if (language === 'en' || own(PACKS, language)) return [];
  const file = isJsonObject(declared as Json)
    ? own(declared as { readonly [key: string]: Json }, 'says')
    : {};
  return missing(says as Json, file, '');
}

/** The value of the file where it has one, key by key, else that of the language. */
function filled(value: Json, declared: Json | undefined, defaults: Json): Json {
  if (!isJsonObject(value) || !isJsonObject(defaults)) return declared === undefined ? defaults : value;
  const inside = declared !== undefined && isJsonObject(declared) ? declared : {};
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      filled(each, own(inside, key), own(defaults, key) ?? each),
    ]),
  );
}

function missing(value: Json, declared: Json | undefined, path: string): readonly string[] {
  if (!isJsonObject(value)) return declared === undefined ? [path] : [];
  const inside = declared !== undefined && isJsonObject(declared) ? declared : {};
  return Object.entries(value).flatMap(([key, each]) =>
    missing(each, own(inside, key), path === '' ? key : `${path}.${key}`),
  );
}
