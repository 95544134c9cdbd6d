import type { z } from 'zod';
import { packageVersion } from '../app/package-folder.ts';
import type { Records, RecordsTransaction } from '../core/ports/records.ts';
import {
  type ActionWords,
  NOT_FOUND,
  type Preview,
  type Tool,
  type ToolCall,
  type Toolset,
} from '../core/tool.ts';
import type { Json, JsonObject } from '../core/values/json.ts';
import { faultsText } from '../core/values/schema-faults.ts';

/** The second parameter of a tool's functions. */
export interface Call extends ToolCall {
  /** The demo records; a real shop's tools call its services instead. */
  readonly records: Records;
  /**
   * Commits a change of the demo records under the call's key, once: a second attempt changes nothing and
   * answers the first result. A change that throws leaves nothing behind.
   */
  commit<Result extends Json>(change: (records: RecordsTransaction) => Result): Promise<Result>;
}

/** The answer of a read for a record that does not exist. */
export type NotFound = typeof NOT_FOUND;

interface Described<Input extends z.ZodObject, Output extends z.ZodType> {
  /** The name in flows, rules and models: `get_order`. */
  readonly name: string;
  /** A phrase that people read after "Shall I": `cancel the order`. */
  readonly title: string;
  /** Tells a model when to use the tool. */
  readonly description: string;
  readonly input: Input;
  /** Checked after each run. Templates and amounts of money are checked against it. */
  readonly output: Output;
}

/** A tool that changes nothing. */
export interface ReadDefinition<
  Input extends z.ZodObject,
  Output extends z.ZodType,
  Result = z.input<Output> | NotFound,
> extends Described<Input, Output> {
  readonly effects?: false;
  /** Returns `NOT_FOUND` if the record does not exist. Throws only if it could not look. */
  run(args: z.output<Input>, call: Call): Promise<Result> | Result;
}

/** A tool that changes something. */
export interface EffectDefinition<
  Input extends z.ZodObject,
  Output extends z.ZodType,
  Result = z.input<Output>,
> extends Described<Input, Output> {
  readonly effects: true;
  /**
   * The way to settle an effect in doubt after a crash, an error or a time-out: `key` runs again under the same
   * `call.key`, `lookup` asks `happened`, `none` calls a person.
   */
  readonly idempotency: 'key' | 'lookup' | 'none';
  /**
   * The words in which a customer agrees to it: `{ verbs: ['cancel'], deeds: ['cancellation'], nouns: ['order'] }`.
   * Default: its name, `cancel_order`.
   */
  readonly words?: ActionWords;
  /** Throws `NotDone` if nothing happened. */
  run(args: z.output<Input>, call: Call): Promise<Result> | Result;
  /** The result of the effect under `call.key` if it happened, else undefined. For `lookup` only. */
  happened?(args: z.output<Input>, call: Call): Promise<z.input<Output> | undefined>;
  /** The action as the customer sees it before a yes. Default: a list of the arguments. */
  preview?(args: z.output<Input>, call: Call): Promise<Preview> | Preview;
}

/** A tool that waits for its records. `toolset` supplies them. */
export type BoundTool = (ports: { readonly records: Records }) => Tool;

/** Declares a tool: one thing that an agent can do. */
export function tool<
  Input extends z.ZodObject,
  Output extends z.ZodType,
  const Result extends z.input<Output> | NotFound,
>(definition: ReadDefinition<Input, Output, Result> | EffectDefinition<Input, Output, Result>): BoundTool {
  const { run, effects = false, ...described } = definition;
  const { idempotency, words, happened, preview } = definition as Partial<EffectDefinition<Input, Output>>;
  return ({ records }) => {
    const given = (args: JsonObject, call: ToolCall): [z.output<Input>, Call] => [
      definition.input.parse(args),
      { ...call, records, commit: (change) => records.commit(call.key, change) as Promise<never> },
    ];
    const checked = answerOf(definition);
    return {
      name: described.name,
      title: described.title,
      description: described.description,
      input: described.input,
      output: described.output,
      effects,
      ...(idempotency === undefined ? {} : { idempotency }),
      ...(words === undefined ? {} : { words }),
      run: async (args, call) => checked(await run(...given(args, call))),
      ...(happened === undefined
        ? {}
        : {
            happened: async (args: JsonObject, call: ToolCall) => {
              const result = await happened(...given(args, call));
              return result === undefined ? undefined : checked(result);
            },
          }),
      ...(preview === undefined
        ? {}
        : { preview: async (args: JsonObject, call: ToolCall) => preview(...given(args, call)) }),
    };
  };
}

/** Checks a result against `output`. Throws with the difference. */
function answerOf({ name, output, effects }: { name: string; output: z.ZodType; effects?: boolean }) {
  return (result: unknown): Json => {
    if (result === NOT_FOUND && !effects) return NOT_FOUND;
    const parsed = output.safeParse(result);
    if (parsed.success) return parsed.data as Json;
    throw new Error(
      `\`${name}\` answered something else than its \`output\` declares: ${faultsText(parsed.error.issues, result)}`,
    );
  };
}

/** The tools of an agent, as `tools/<agent>/index.ts` exports them under the name `toolset`. */
export interface ToolsetDefinition {
  readonly tools: readonly BoundTool[];
  /** The computed facts of the catalogue, by name. */
  readonly facts?: Toolset['facts'];
  /** The functions of `compute` steps, by name. */
  readonly functions?: Toolset['functions'];
  /** The first demo records. Each call must return the same. */
  readonly seed?: Toolset['seed'];
}

/** Puts an agent's tools together. */
export function toolset({ tools, facts = {}, functions, seed }: ToolsetDefinition) {
  return (ports: { readonly records: Records }): Toolset & { readonly madeBy: string } => ({
    tools: tools.map((bind) => bind(ports)),
    facts,
    ...(functions === undefined ? {} : { functions }),
    ...(seed === undefined ? {} : { seed }),
    madeBy: packageVersion(),
  });
}
