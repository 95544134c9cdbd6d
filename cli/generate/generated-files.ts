import { RepliesFile } from '../../app/replies/reply-cases-schema.ts';
import { DIAGNOSTIC_CODES } from '../../config/read/codes.ts';
import { configDocs } from '../../config/schemas/config-docs.ts';
import { CONFIG_FILES, editorSchema, type FileKinds } from '../../config/schemas/json-schemas.ts';
import { POLICY_CODES } from '../../rules/files/codes.ts';
import { CasesFile } from '../../rules/schemas/cases-schema.ts';
import { FactsFile } from '../../rules/schemas/facts-schema.ts';
import { RulesFile } from '../../rules/schemas/rules-schema.ts';

const KINDS: FileKinds = {
  ...CONFIG_FILES,
  rules: { where: 'policies/<agent>/<topic>.rules.json', schema: RulesFile },
  cases: { where: 'policies/<agent>/<topic>.cases.json', schema: CasesFile },
  replies: { where: 'policies/<agent>/<topic>.replies.json', schema: RepliesFile },
  facts: { where: 'policies/<agent>/facts.json', schema: FactsFile },
};

/** The text of every file that is generated from the schemas, by path. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const schemas = Object.entries(KINDS).map(
    ([name, { schema }]) =>
      [`schemas/${name}.schema.json`, `${JSON.stringify(editorSchema(schema), null, 2)}\n`] as const,
  );
  return new Map([
    ...schemas,
    ['docs/config.md', configDocs(KINDS, { ...DIAGNOSTIC_CODES, ...POLICY_CODES })],
  ]);
}
