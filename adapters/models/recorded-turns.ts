import { z } from 'zod';
import type { ModelCall } from '../../core/message.ts';

const Call = z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) });

const Recorded = z.object({
  role: z.enum(['system', 'developer', 'user', 'assistant', 'tool']),
  content: z.string().nullish(),
  tool_calls: z.array(Call).nullish(),
  tool_call_id: z.string().nullish(),
});

type Recorded = z.output<typeof Recorded>;

/** A recorded conversation in OpenAI's message format. Tokens are totals of the run. */
export const RecordedRun = z.object({
  messages: z.array(Recorded),
  input_tokens: z.int().min(0).default(0),
  output_tokens: z.int().min(0).default(0),
});

export type RecordedRun = z.output<typeof RecordedRun>;

/** One recorded answer of the model, with its share of the run's tokens. */
export interface RecordedAnswer {
  readonly text: string;
  readonly calls: readonly ModelCall[];
  readonly input_tokens: number;
  readonly output_tokens: number;
}

/** A customer's message with the model's recorded answers. */
export interface RecordedTurn {
  readonly text: string;
  readonly answers: readonly RecordedAnswer[];
  /** The recorded results of tools by call id. A call without an entry did not end. */
  readonly results: ReadonlyMap<string, string>;
}

const sizeOf = ({ content, tool_calls }: Recorded): number =>
  (content ?? '').length +
  (tool_calls ?? []).reduce(
    (sum, call) => sum + call.function.name.length + call.function.arguments.length,
    0,
  );

/** Divides a total by weights into whole numbers with that sum. */
function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  let seen = 0;
  let given = 0;
  return weights.map((weight) => {
    seen += weight;
    const share = Math.round((total * seen) / sum) - given;
    given += share;
    return share;
  });
}

/** The answers of a run in order. Later calls get a larger share of the input tokens, because their input was longer. */
function answersOf({ messages, input_tokens, output_tokens }: RecordedRun): Map<Recorded, RecordedAnswer> {
  const asked: number[] = [];
  const said = messages.filter(({ role }) => role === 'assistant');
  let before = 1;
  for (const message of messages) {
    if (message.role === 'assistant') asked.push(before);
    before += sizeOf(message);
  }
  const input = spread(input_tokens, asked);
  const output = spread(
    output_tokens,
    said.map((message) => 1 + sizeOf(message)),
  );
  return new Map(
    said.map((message, index) => [
      message,
      {
        text: message.content ?? '',
        calls: (message.tool_calls ?? []).map((call) => ({ id: call.id, ...call.function })),
        input_tokens: input[index] ?? 0,
        output_tokens: output[index] ?? 0,
      },
    ]),
  );
}

interface OpenTurn {
  text: string;
  readonly answers: RecordedAnswer[];
  readonly results: Map<string, string>;
}

/**
 * A run as customer turns. A message that the model did not answer is no turn. Leaves out a greeting before the
 * first message and the customer's last message.
 */
export function recordedTurns(run: RecordedRun): readonly RecordedTurn[] {
  const answers = answersOf(run);
  const turns: OpenTurn[] = [];
  for (const message of run.messages) {
    const turn = turns.at(-1);
    const answer = answers.get(message);
    if (message.role === 'user') {
      const text = message.content ?? '';
      if (turn && turn.answers.length === 0) turn.text += `\n${text}`;
      else turns.push({ text, answers: [], results: new Map() });
    } else if (answer) turn?.answers.push(answer);
    else if (message.tool_call_id) turn?.results.set(message.tool_call_id, message.content ?? '');
  }
  return turns.filter((turn) => turn.answers.length > 0);
}
