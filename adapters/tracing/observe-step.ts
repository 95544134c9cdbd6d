import type { LangfuseObservationAttributes, LangfuseObservationType } from '@langfuse/tracing';
import type { ActionRow } from '../../core/ports/action-log.ts';
import { detailOf, type NodeName, type StepDetails } from '../../core/step-details.ts';
import type { Step } from '../../core/turn.ts';
import { own } from '../../core/values/own.ts';
import { ATTRIBUTE } from './attributes.ts';
import type { ExportedTurn } from './exported-turn.ts';
import { type Observation, usd } from './observation.ts';
import { spanId } from './span-ids.ts';

/** The type of each node's observation. A step that used a model is always a generation. */
const TYPES: { readonly [node in NodeName]: LangfuseObservationType } = {
  classify: 'evaluator',
  assemble: 'retriever',
  act: 'chain',
  validate: 'guardrail',
  execute: 'tool',
  respond: 'guardrail',
  observe: 'evaluator',
  escalate: 'span',
};

const OPERATIONS: ReadonlyMap<LangfuseObservationType, string> = new Map([
  ['generation', 'chat'],
  ['tool', 'execute_tool'],
  ['retriever', 'retrieval'],
]);

/** A step as an observation. */
export function observeStep(turn: ExportedTurn, step: Step): Observation {
  const { thread_id, turn_id } = turn.turn;
  const type =
    step.input_tokens + step.output_tokens > 0
      ? 'generation'
      : (own<LangfuseObservationType>(TYPES, step.node) ?? 'span');
  const judged = detailOf(step, 'execute') ?? detailOf(step, 'validate') ?? {};
  const action = actionOf(turn, judged);
  const startedAt = Date.parse(step.started_at);
  return {
    id: spanId(thread_id, turn_id, step.step_id),
    name: step.node,
    type,
    startedAt,
    endedAt: startedAt + step.ms,
    content: {
      ...(type === 'tool' && action
        ? { input: { ...action.verdict.action }, output: action.result }
        : { output: step.detail }),
      metadata: {
        confidence: step.confidence,
        cost_usd: usd(step.cost_nano),
        ...(type === 'tool' ? step.detail : {}),
      },
    },
    figures: figuresOf(type, step),
    attributes: {
      [ATTRIBUTE.operation]: OPERATIONS.get(type),
      [ATTRIBUTE.step]: step.step_id,
      [ATTRIBUTE.node]: step.node,
      [ATTRIBUTE.confidence]: step.confidence ?? undefined,
      [ATTRIBUTE.score]: type === 'evaluator' ? (step.confidence ?? undefined) : undefined,
      [ATTRIBUTE.errorType]: step.error ?? undefined,
      ...modelAttributes(step),
      ...actionAttributes(judged, type, action),
    },
    error: step.error,
  };
}

/** Tokens and cost. Without a total cost Langfuse would estimate one from the model's name. */
function figuresOf(type: LangfuseObservationType, step: Step): LangfuseObservationAttributes {
  if (type !== 'generation') return step.cost_nano > 0 ? { costDetails: { total: usd(step.cost_nano) } } : {};
  return {
    ...(step.model === null ? {} : { model: step.model }),
    usageDetails: {
      input: step.input_tokens - step.cached_tokens,
      cache_read_input_tokens: step.cached_tokens,
      output: step.output_tokens,
      total: step.input_tokens + step.output_tokens,
    },
    costDetails: { total: usd(step.cost_nano) },
  };
}

function modelAttributes(step: Step): Observation['attributes'] {
  if (step.model === null) return {};
  return {
    [ATTRIBUTE.requestModel]: step.model,
    [ATTRIBUTE.inputTokens]: step.input_tokens,
    [ATTRIBUTE.cachedTokens]: step.cached_tokens,
    [ATTRIBUTE.outputTokens]: step.output_tokens,
    [ATTRIBUTE.cost]: usd(step.cost_nano),
  };
}

function actionAttributes(
  { action: name, decision, rules }: StepDetails['execute'],
  type: LangfuseObservationType,
  action: ActionRow | undefined,
): Observation['attributes'] {
  return {
    [ATTRIBUTE.toolName]: type === 'tool' ? name : undefined,
    [ATTRIBUTE.decision]: decision,
    [ATTRIBUTE.rules]: rules && [...rules],
    [ATTRIBUTE.callId]: type === 'tool' ? action?.action_id : undefined,
  };
}

/** The action of a step. A step without an action id names only the tool, which must then occur once in the turn. */
function actionOf({ actions }: ExportedTurn, judged: StepDetails['execute']): ActionRow | undefined {
  const named = actions.filter(({ action_id, verdict }) =>
    judged.action_id === undefined ? verdict.action.name === judged.action : action_id === judged.action_id,
  );
  return named.length === 1 ? named[0] : undefined;
}
