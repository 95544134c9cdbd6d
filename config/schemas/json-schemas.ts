import { z } from 'zod';
import { Flow } from '../../core/flow.ts';
import { AgentConfig } from './agent-schema.ts';
import { ModelsConfig } from './models-schema.ts';
import { ScenariosFile } from './scenario-schema.ts';
import { QueuesConfig } from './shared-schema.ts';
import { SuiteFile } from './suite-schema.ts';

/** The kinds of files that `config/` reads, by the name of their schema. */
export const CONFIG_FILES: FileKinds = {
  agent: { where: 'agents/<agent>.yaml', schema: AgentConfig },
  flow: { where: 'agents/<agent>/flows/<flow>.yaml', schema: Flow },
  models: { where: 'models.yaml', schema: ModelsConfig },
  queues: { where: 'queues.yaml', schema: QueuesConfig },
  scenarios: { where: 'evals/<agent>/<topic>.yaml', schema: ScenariosFile },
  suite: { where: 'evals/<agent>/suite.yaml', schema: SuiteFile },
};

/** Kinds of authored files: where they are, and their schema. */
export interface FileKinds {
  readonly [name: string]: { readonly where: string; readonly schema: z.ZodType };
}

/** The part of JSON Schema that the generated docs read. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: { readonly [key: string]: JsonSchema };
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly definitions?: { readonly [name: string]: JsonSchema };
}

/** The JSON Schema for editors: an author may leave out keys with defaults. */
export function editorSchema(schema: z.ZodType): JsonSchema {
  // Editors know draft 7 best.
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }) as JsonSchema;
}
