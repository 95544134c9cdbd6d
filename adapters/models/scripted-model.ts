import { AgentError } from '../../core/errors.ts';
import type { Completion, CompletionRequest, Model } from '../../core/ports/model.ts';
import type { JsonObject } from '../../core/values/json.ts';
import { within } from '../../core/values/limit.ts';
import { modelUnavailable } from './model-fault.ts';

/** A call in a script. Arguments that are text are kept, even if malformed. */
export interface ScriptedCall {
  readonly name: string;
  readonly arguments: JsonObject | string;
  readonly id?: string;
}

/** A scripted answer: a text, an answer with calls, or an error to reject with. */
export type ScriptedAnswer =
  | string
  | Error
  | (Partial<Omit<Completion, 'calls'>> & { readonly calls?: readonly ScriptedCall[] });

/** Answers in order, or a function of the request and its number, from 0. */
export type Script =
  | readonly ScriptedAnswer[]
  | ((request: CompletionRequest, number: number) => ScriptedAnswer | Promise<ScriptedAnswer>);

/** A model that plays a script and records its requests. */
export interface ScriptedModel extends Model {
  readonly calls: readonly CompletionRequest[];
}

function answerAt(script: readonly ScriptedAnswer[], number: number, purpose: string): ScriptedAnswer {
  const lines = script.length === 1 ? 'one answer' : `${script.length} answers`;
  const message = `the script has ${lines} and none for call ${number + 1} (\`${purpose}\`)`;
  return script[number] ?? modelUnavailable(message, { kind: 'request', code: 'script_exhausted' });
}

function completionOf(answer: Exclude<ScriptedAnswer, Error>, id: string, number: number): Completion {
  const { calls = [], ...rest } = typeof answer === 'string' ? { text: answer } : answer;
  const usage = { input_tokens: 0, cached_tokens: 0, output_tokens: 0, cost_nano: 0 };
  return {
    text: '',
    model: id,
    ...usage,
    ...rest,
    calls: calls.map((call, index) => ({
      id: call.id ?? `call_${number + 1}_${index + 1}`,
      name: call.name,
      arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
    })),
  };
}

/** A model for tests and demos that plays a script. It costs nothing unless the script says so. */
export function scriptedModel(
  script: Script,
  { id = 'scripted' }: { readonly id?: string } = {},
): ScriptedModel {
  const asked: CompletionRequest[] = [];
  return {
    id,
    calls: asked,
    complete: (request) =>
      within(request.signal, async () => {
        const number = asked.push(request) - 1;
        const answer =
          typeof script === 'function'
            ? await script(request, number)
            : answerAt(script, number, request.purpose);
        if (answer instanceof Error) throw answer;
        const completion = completionOf(answer, id, number);
        if (completion.text.trim() !== '' || completion.calls.length > 0) return completion;
        throw new AgentError('MODEL_OUTPUT_INVALID', `\`${id}\` answered with neither text nor a tool call`);
      }),
  };
}
