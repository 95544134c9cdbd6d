import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ERRORS, type ErrorCode } from '../core/errors.ts';

const HTTP = 'test/problems.test.ts';
const START = 'test/e2e/start-errors.test.ts';

/** For every code the test that shows what is read of it. */
const SHOWN_IN: { readonly [code in ErrorCode]: string } = {
  PROJECT_INVALID: START,
  PROJECT_NOT_FOUND: START,
  ENVIRONMENT_INVALID: START,
  PROJECT_BUSY: START,
  DATA_FOLDER_UNUSABLE: START,
  NODE_UNSUPPORTED: START,
  TOOLS_INVALID: START,
  ADDRESS_UNAVAILABLE: START,
  KNOWLEDGE_UNAVAILABLE: START,
  AGENT_UNKNOWN: HTTP,
  THREAD_UNKNOWN: HTTP,
  TURN_UNKNOWN: HTTP,
  ESCALATION_UNKNOWN: HTTP,
  ROUTE_UNKNOWN: HTTP,
  METHOD_NOT_ALLOWED: HTTP,
  THREAD_BUSY: HTTP,
  ESCALATION_CLOSED: HTTP,
  DECISION_NOT_POSSIBLE: HTTP,
  IDEMPOTENCY_KEY_REUSED: HTTP,
  REQUEST_INVALID: HTTP,
  BODY_NOT_JSON: HTTP,
  BODY_TOO_LARGE: HTTP,
  MEDIA_TYPE_UNSUPPORTED: HTTP,
  LEDGER_UNAVAILABLE: HTTP,
  SERVER_STOPPING: HTTP,
  NOT_READY: HTTP,
  INTERNAL: HTTP,
  // Of parts and commands: neither HTTP nor a start answers with them.
  MODEL_UNAVAILABLE: 'adapters/models/resilient-model.test.ts',
  MODEL_OUTPUT_INVALID: 'adapters/models/openai-model.test.ts',
  KNOWLEDGE_LOCKED: 'adapters/knowledge/chroma/chroma-server.test.ts',
  TOOL_FAILED: 'app/policies/read-tool.test.ts',
  FUNCTION_FAILED: 'nodes/act/compute-value.test.ts',
  NODE_TIMEOUT: 'graphs/instrument.test.ts',
  INIT_REFUSED: 'cli/init/init.test.ts',
  PACKAGE_MISSING: 'adapters/embeddings/onnx-runtime.test.ts',
  EVALS_UNAVAILABLE: 'cli/evals/eval.test.ts',
  JOBS_FULL: 'adapters/jobs/memory-jobs.test.ts',
  VERSION_UNKNOWN: 'test/turns/earlier-versions.test.ts',
  TRACES_UNAVAILABLE: 'adapters/tracing/langfuse-experiment.test.ts',
};

describe('every error has a test that shows it', () => {
  test.each(Object.keys(ERRORS) as ErrorCode[])('%s', (code) => {
    const file = fileURLToPath(new URL(`../${SHOWN_IN[code]}`, import.meta.url));
    expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`\\b${code}\\b`));
  });
});
