import { AgentError } from '../../core/errors.ts';
import type { World } from '../../core/ports/records.ts';
import { shownPreview } from '../../core/shown.ts';
import { isJsonObject, type JsonObject } from '../../core/values/json.ts';
import type { Verdict } from '../../core/verdict.ts';
import { runCaseFiles } from '../../rules/cases/run-case-files.ts';
import { type Explanation, explainVerdict } from '../../rules/explain/explain-verdict.ts';
import { existingLedger } from '../open/open-ledger.ts';
import { readWorld } from '../policies/read-world.ts';
import { openPolicyHarness, type PolicyHarness } from './policy-harness.ts';
import { withArguments } from './policy-harness-judge.ts';

/** An action to judge now. */
export interface ExplainAction {
  /** The project's folder. */
  readonly root: string;
  readonly agent: string;
  /** JSON of `{name, arguments}`. */
  readonly action: string;
  /** The session as JSON. Default: unknown customer. */
  readonly session?: string | undefined;
  /** A file of records. Default: the agent's demo records. */
  readonly db?: string | undefined;
}

/** Judges an action and explains the verdict. Rejects with `REQUEST_INVALID`, `PROJECT_INVALID`, `AGENT_UNKNOWN`. */
export async function explainAction(options: ExplainAction): Promise<Explanation> {
  const action = objectIn(options.action, '--action');
  const { name, arguments: args } = action;
  if (typeof name !== 'string' || !isJsonObject(args))
    throw new AgentError('REQUEST_INVALID', '`--action` takes `{"name": "…", "arguments": {…}}`');
  const session = options.session === undefined ? {} : objectIn(options.session, '--session');
  const harness = await openPolicyHarness(options.root, options.agent);
  const world: World = options.db === undefined ? harness.demo() : await readWorld(options.db);
  harness.useWorld(world);
  const now = await harness.clock.now();
  const { signal } = new AbortController();
  const request = { action: { name, arguments: args }, session, history: [], approved: false, now, signal };
  const verdict = withArguments(harness, await harness.judge.judge(request));
  return withPreview(explainVerdict(verdict, harness.policy), harness, now);
}

/** Explains the verdict of a case. Rejects with `REQUEST_INVALID` unless exactly one case has the name. */
export async function explainCase(options: {
  readonly root: string;
  readonly agent: string;
  readonly name: string;
}): Promise<Explanation> {
  const harness = await openPolicyHarness(options.root, options.agent);
  const { policy, computed, caseNow } = harness;
  const runs = await runCaseFiles(await harness.cases(), { policy, computed, now: caseNow });
  const exact = runs.filter((run) => run.case.name === options.name);
  const found = exact.length > 0 ? exact : runs.filter((run) => run.case.name.includes(options.name));
  const [only] = found;
  if (found.length === 1 && only) return explainVerdict(only.judgement, policy);
  const names = found.slice(0, 5).map(({ case: { name }, topic }) => `\`${name}\` of ${topic}`);
  throw new AgentError(
    'REQUEST_INVALID',
    found.length === 0
      ? `no case of \`${options.agent}\` is named \`${options.name}\``
      : `${found.length} cases fit \`${options.name}\`: ${names.join(', ')}`,
  );
}

/** Explains the recorded verdict of an action. Rejects with `TURN_UNKNOWN` if there is none. */
export async function explainRecorded(options: {
  readonly root: string;
  readonly dataDir: string;
  readonly actionId: string;
}): Promise<Explanation> {
  const { agent, verdict } = await recorded(options.dataDir, options.actionId);
  const { policy } = await openPolicyHarness(options.root, agent);
  return explainVerdict(verdict, policy);
}

/** Reads a recorded action; its id begins with its turn's id. */
async function recorded(
  dataDir: string,
  action_id: string,
): Promise<{ readonly agent: string; readonly verdict: Verdict }> {
  const ledger = await existingLedger(dataDir);
  try {
    const found = await ledger.turns.get(action_id.replace(/\.a\d+$/, ''));
    const thread = found && (await ledger.threads.get(found.turn.thread_id));
    const [row] = thread ? await ledger.actions.list({ thread_id: thread.thread_id, action_id }) : [];
    if (thread && row) return { agent: thread.agent, verdict: row.verdict };
    throw new AgentError(
      'TURN_UNKNOWN',
      `the ledger holds no action \`${action_id}\`; \`trestle ledger show <thread>\` lists them`,
    );
  } finally {
    await ledger.close();
  }
}

/** Adds the preview to a `confirm`. Without a preview the rule's own words stay. */
async function withPreview(
  explanation: Explanation,
  { tools }: PolicyHarness,
  now: Date,
): Promise<Explanation> {
  const { decision, action } = explanation;
  const tool = tools.get(action.name);
  if (decision !== 'confirm' || !tool?.preview) return explanation;
  const call = { key: 'preview', now, signal: new AbortController().signal };
  const made = await tool.preview(action.arguments, call).catch(() => undefined);
  if (made === undefined) return explanation;
  const preview = shownPreview(made, action.arguments);
  return { ...explanation, tell: [`${preview.title}: ${preview.lines.join(' ')} Shall I go ahead?`] };
}

function objectIn(text: string, option: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (isJsonObject(value)) return value;
  } catch {
    // Reported below, together with JSON of another kind.
  }
  throw new AgentError('REQUEST_INVALID', `\`${option}\` is not a JSON object`);
}
