import { z } from 'zod';
import { Heard } from './command.ts';
import type { Step, TurnResult } from './turn.ts';
import { own } from './values/own.ts';
import { DECISIONS } from './verdict.ts';

const Names = z.array(z.string()).readonly();
const Signal = z.number().nullable().default(null);

/** `TurnSignals`; older records lack some. */
const Signals = z.object({
  intent: Signal,
  intent_margin: Signal,
  retrieval: Signal,
  retrieval_margin: Signal,
  regenerations: z.number().default(0),
  dropped: z.literal(true).optional(),
  denials: z.number().default(0),
  token_log_probability: Signal,
});

/** `ModelAttempt`. Noted where there was more than one, or where the usage is estimated. */
const Attempts = z
  .array(
    z.object({
      model: z.string(),
      end: z.string(),
      ms: z.number(),
      input_tokens: z.number(),
      cached_tokens: z.number(),
      output_tokens: z.number(),
      cost_nano: z.number(),
      usage: z.literal('estimated').exactOptional(),
    }),
  )
  .readonly();

const JUDGED = {
  action_id: z.string(),
  /** The tool's name. */
  action: z.string(),
  decision: z.enum(DECISIONS),
  rules: Names,
  codes: Names,
  micros: z.number(),
};

const DETAILS = {
  classify: {
    /** The best guesses, best first; absent if the message was read as an answer. */
    guesses: z.array(z.object({ name: z.string(), confidence: z.number() })).readonly(),
    /** Names of the intents over their thresholds. */
    sure: Names,
    certified: z.boolean(),
    /** One or two intents that the customer is asked about. */
    between: z.array(z.string()).readonly(),
    /** The one of two offered intents that the customer chose. */
    picked: z.string(),
    heard: Heard,
    attempts: Attempts,
  },
  assemble: {
    context: z
      .array(z.object({ source: z.string(), provenance: z.string(), tokens: z.number(), score: z.number() }))
      .readonly(),
  },
  act: {
    flow: z.string(),
    effect: z.string(),
    mean_log_probability: z.number(),
    attempts: Attempts,
    /** The intents that the model opened, and the slots for which it quoted the customer. */
    opened: Names,
    quoted: Names,
    /** Why no model answered, where a flow stands in for it. */
    unavailable: z.string(),
    /** The version of the prompt's prefix: a content hash. */
    prompt: z.string(),
    /** The customer's words for which a flow found no passage. */
    not_found: z.string(),
  },
  /** `dry`: the action was only judged. Without a decision, nothing surely denies it. */
  validate: { ...JUDGED, dry: z.boolean() },
  /** An effect is judged once more. */
  execute: { ...JUDGED, end: z.enum(['result', 'not_done', 'failed', 'unknown']) },
  respond: {
    /** Who wrote the draft. */
    by: z.enum(['flow', 'model', 'engine', 'person']),
    faults: z.array(z.object({ kind: z.string(), text: z.string(), why: z.string().optional() })).readonly(),
    /** True if sentences with faults were dropped, and the rest went out. */
    dropped: z.boolean(),
  },
  observe: { signals: Signals },
  escalate: { code: z.string(), decision: z.string(), by: z.string(), signals: Signals },
};

/** The nodes, by the names that steps, traces and pictures show. */
export type NodeName = keyof typeof DETAILS;

/** The notes of each node, beside an error's message in `error`. Every part may be absent. */
export type StepDetails = {
  readonly [N in NodeName]: {
    readonly [K in keyof (typeof DETAILS)[N]]?: z.output<(typeof DETAILS)[N][K]>;
  };
};

/** Reads the notes of this node's step; undefined for other nodes. Leaves out parts of another type. */
export function detailOf<N extends NodeName>(
  { node, detail }: Pick<Step, 'node' | 'detail'>,
  name: N,
): StepDetails[N] | undefined {
  if (node !== name) return undefined;
  const parts = Object.entries(own<Readonly<Record<string, z.ZodType>>>(DETAILS, name) ?? {}).flatMap(
    ([key, part]) => {
      const read = part.safeParse(own(detail, key));
      return read.success ? [[key, read.data]] : [];
    },
  );
  return Object.fromEntries(parts) as StepDetails[N];
}

/** A step as a turn's result tells it. */
export function toldStep(step: Step): TurnResult['steps'][number] {
  const { node, ms, cost_nano, confidence } = step;
  const heard = detailOf(step, 'classify')?.heard;
  return { node, ms, cost_usd: cost_nano / 1e9, confidence, ...(heard ? { heard } : {}) };
}
