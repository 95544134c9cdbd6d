import type { ModelAttempt } from '../../core/ports/model.ts';
import { detailOf } from '../../core/step-details.ts';
import type { Step } from '../../core/turn.ts';
import { counted } from '../terminal/output.ts';
import { shown } from './shown.ts';

/** The calls to models of a step that took more than one, or whose usage is estimated: a line each, and their number. */
export function prettyAttempts(step: Step): readonly string[] {
  const attempts = (detailOf(step, 'act') ?? detailOf(step, 'classify'))?.attempts ?? [];
  if (attempts.length === 0) return [];
  return [`models in step ${step.number}: ${counts(attempts)}`, ...attempts.map(prettyAttempt)];
}

/** `3 calls, 1 retry, 1 fallback`. */
function counts(attempts: readonly ModelAttempt[]): string {
  const called = attempts.filter(({ end }) => end !== 'left_alone');
  const models = new Set(attempts.map(({ model }) => model)).size;
  const retries = called.length - new Set(called.map(({ model }) => model)).size;
  return [
    counted(called.length, 'call'),
    ...(retries > 0 ? [`${retries} ${retries === 1 ? 'retry' : 'retries'}`] : []),
    ...(models > 1 ? [counted(models - 1, 'fallback')] : []),
  ].join(', ');
}

function prettyAttempt({ model, end, ms, usage, ...tokens }: ModelAttempt): string {
  const { input_tokens, cached_tokens, output_tokens, cost_nano } = tokens;
  if (end === 'left_alone') return `  ${shown(model)}  left alone, it had failed repeatedly`;
  const cost = cost_nano === 0 ? '$0' : `$${(cost_nano / 1e9).toFixed(6)}`;
  const estimated = usage === undefined ? '' : '  usage estimated';
  return `  ${shown(model)}  ${end}  ${ms.toFixed(0)} ms  ${input_tokens} in, ${cached_tokens} cached, ${output_tokens} out  ${cost}${estimated}`;
}
