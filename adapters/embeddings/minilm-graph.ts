import { type Attribute, MICROSOFT, node, onnxModel, tensor } from './onnx-graph.ts';
import type { Field } from './protobuf.ts';
import type { Weights } from './safetensors.ts';

const LAYERS = 6;
const HEADS = 12;
const WIDTH = 384;
const INNER = 1536;
const WORDS = 30_522;
const POSITIONS = 512;
const EPSILON: Attribute = { float: 1e-12 };

/** The largest weight: seven bits, because sums of two eight-bit products overflow on processors without VNNI. */
const LARGEST = 63;

interface Quantized {
  /** Row-major [inputs, outputs], as ONNX multiplies. */
  readonly values: Int8Array;
  /** A scale for each column. */
  readonly scales: Float32Array;
}

const peakOf = (row: Float32Array): number => {
  let peak = 1e-12;
  for (let index = 0; index < row.length; index++) peak = Math.max(peak, Math.abs(row[index] as number));
  return peak;
};

/** Quantizes a linear layer's [outputs, inputs] weights to [inputs, outputs] integers with a scale per column. */
export function quantize(weights: Float32Array, outputs: number): Quantized {
  const inputs = weights.length / outputs;
  const values = new Int8Array(weights.length);
  const scales = new Float32Array(outputs);
  for (let column = 0; column < outputs; column++) {
    scales[column] = peakOf(weights.subarray(column * inputs, (column + 1) * inputs)) / LARGEST;
  }
  // Sixteen columns at a time, so that writes stay within cache lines.
  for (let first = 0; first < outputs; first += 16) {
    const end = Math.min(first + 16, outputs);
    for (let input = 0; input < inputs; input++) {
      for (let column = first; column < end; column++) {
        const ratio = (weights[column * inputs + input] as number) / (scales[column] as number);
        values[input * outputs + column] = Math.round(ratio);
      }
    }
  }
  return { values, scales };
}

const join = (parts: readonly Float32Array[]): Float32Array => {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
};

const linear = (name: string, weights: Quantized, bias: Float32Array): readonly Field[] => {
  const outputs = bias.length;
  return [
    tensor(`${name}.weight`, 'int8', [weights.values.length / outputs, outputs], weights.values),
    tensor(`${name}.scale`, 'float32', [outputs], weights.scales),
    tensor(`${name}.zero`, 'int8', [outputs], new Int8Array(outputs)),
    tensor(`${name}.bias`, 'float32', [outputs], bias),
  ];
};

const embeddings = (weights: Weights): readonly Field[] => {
  const types = weights.single('embeddings.token_type_embeddings.weight');
  // Every token has type 0, so the type's vector is added to the positions here.
  const positions = weights
    .single('embeddings.position_embeddings.weight')
    .map((value, at) => value + (types[at % WIDTH] as number));
  return [
    tensor('words', 'float16', [WORDS, WIDTH], weights.half('embeddings.word_embeddings.weight')),
    tensor('places', 'float32', [POSITIONS, WIDTH], positions),
    tensor('first.gamma', 'float32', [WIDTH], weights.single('embeddings.LayerNorm.weight')),
    tensor('first.beta', 'float32', [WIDTH], weights.single('embeddings.LayerNorm.bias')),
    node('Gather', ['words', 'ids'], ['word.half']),
    node('Cast', ['word.half'], ['word'], { to: 1 }),
    node('Gather', ['places', 'positions'], ['place']),
    node('Add', ['word', 'place'], ['embedded']),
    node('LayerNormalization', ['embedded', 'first.gamma', 'first.beta'], ['hidden.0'], {
      axis: -1,
      epsilon: EPSILON,
    }),
  ];
};

const layer = (weights: Weights, index: number): readonly Field[] => {
  const from = (part: string) => weights.single(`encoder.layer.${index}.${part}`);
  const here = (name: string) => `${name}.${index}`;
  const parts = ['query', 'key', 'value'];
  const attention = quantize(join(parts.map((part) => from(`attention.self.${part}.weight`))), 3 * WIDTH);
  const norm = (name: string, part: string): readonly Field[] => [
    tensor(here(`${name}.gamma`), 'float32', [WIDTH], from(`${part}.LayerNorm.weight`)),
    tensor(here(`${name}.beta`), 'float32', [WIDTH], from(`${part}.LayerNorm.bias`)),
  ];
  const dense = (name: string, part: string, outputs: number): readonly Field[] =>
    linear(here(name), quantize(from(`${part}.weight`), outputs), from(`${part}.bias`));
  const multiply = (name: string, input: string, output: string): Field => {
    const constants = ['weight', 'scale', 'zero', 'bias'].map((part) => `${here(name)}.${part}`);
    return node('DynamicQuantizeMatMul', [input, ...constants], [output], {}, MICROSOFT);
  };
  const addAndNorm = (name: string, input: string, skip: string, output: string): Field =>
    node(
      'SkipLayerNormalization',
      [input, skip, here(`${name}.gamma`), here(`${name}.beta`)],
      [output],
      { epsilon: EPSILON },
      MICROSOFT,
    );
  const hidden = here('hidden');
  const self = here('self');
  return [
    ...linear(self, attention, join(parts.map((part) => from(`attention.self.${part}.bias`)))),
    ...dense('mix', 'attention.output.dense', WIDTH),
    ...norm('middle', 'attention.output'),
    ...dense('widen', 'intermediate.dense', INNER),
    ...dense('narrow', 'output.dense', WIDTH),
    ...norm('last', 'output'),
    node('DynamicQuantizeLinear', [hidden], [here('small'), here('small.scale'), here('small.zero')]),
    node(
      'QAttention',
      [
        here('small'),
        `${self}.weight`,
        `${self}.bias`,
        here('small.scale'),
        `${self}.scale`,
        '',
        here('small.zero'),
        `${self}.zero`,
      ],
      [here('attended')],
      { num_heads: HEADS },
      MICROSOFT,
    ),
    multiply('mix', here('attended'), here('mixed')),
    addAndNorm('middle', here('mixed'), hidden, here('settled')),
    multiply('widen', here('settled'), here('wide')),
    node('Gelu', [here('wide')], [here('active')], {}, MICROSOFT),
    multiply('narrow', here('active'), here('narrowed')),
    addAndNorm('last', here('narrowed'), here('settled'), `hidden.${index + 1}`),
  ];
};

/**
 * The sentence encoder all-MiniLM-L6-v2 as an ONNX file. Inputs: `ids` and `positions` of one sentence. Output:
 * `vector` of unit length. Linear layers are quantized to integers.
 *
 * Quantized vectors have a cosine of 0.993 with full precision, the same accuracy of intents (20 examples of each
 * of BANKING77: 88.5 %, in full precision 88.2 %), and take half the time.
 *
 * One sentence at a time, without padding: a batch is no faster on a CPU, and through the common scale its
 * sentences would change each other's vectors.
 */
export function minilmGraph(weights: Weights): Uint8Array {
  return onnxModel({
    inputs: [
      { name: 'ids', type: 'int64', shape: [1, 'tokens'] },
      { name: 'positions', type: 'int64', shape: [1, 'tokens'] },
    ],
    outputs: [{ name: 'vector', type: 'float32', shape: [1, WIDTH] }],
    parts: [
      ...embeddings(weights),
      ...Array.from({ length: LAYERS }, (_, index) => layer(weights, index)).flat(),
      node('ReduceMean', [`hidden.${LAYERS}`], ['mean'], { axes: [1], keepdims: 0 }),
      node('LpNormalization', ['mean'], ['vector'], { axis: -1, p: 2 }),
    ],
  });
}
