import { bytes, type Field, float, integer, message, nested } from './protobuf.ts';

const FLOAT = 1;
const INT8 = 3;
const INT64 = 7;
const FLOAT16 = 10;
const ELEMENT = { float32: FLOAT, int8: INT8, int64: INT64, float16: FLOAT16 } as const;

/** The domain of ONNX Runtime's own operators. */
export const MICROSOFT = 'com.microsoft';

export type ElementType = keyof typeof ELEMENT;

/** A node's attribute. Whole numbers are written as integers unless wrapped in `{ float }`. */
export type Attribute = number | readonly number[] | { readonly float: number };

/** A constant of the graph. */
export function tensor(
  name: string,
  type: ElementType,
  shape: readonly number[],
  data: ArrayBufferView,
): Field {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return nested(5, [
    ...shape.map((size) => integer(1, size)),
    integer(2, ELEMENT[type]),
    bytes(8, name),
    bytes(9, raw),
  ]);
}

const attribute = (name: string, value: Attribute): Field => {
  if (typeof value === 'number') return nested(5, [bytes(1, name), integer(3, value), integer(20, 2)]);
  if ('float' in value) return nested(5, [bytes(1, name), float(2, value.float), integer(20, 1)]);
  return nested(5, [bytes(1, name), ...value.map((item) => integer(8, item)), integer(20, 7)]);
};

/** One operation of the graph. An input with an empty name is omitted. */
export function node(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: { readonly [name: string]: Attribute } = {},
  domain = '',
): Field {
  return nested(1, [
    ...inputs.map((input) => bytes(1, input)),
    ...outputs.map((output) => bytes(2, output)),
    bytes(3, outputs.join('+')),
    bytes(4, operator),
    ...Object.entries(attributes).map(([name, value]) => attribute(name, value)),
    bytes(7, domain),
  ]);
}

/** A size; a name if it is known only at run time. */
export type Dimension = number | string;

interface Value {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly Dimension[];
}

const value = (field: number, { name, type, shape }: Value): Field => {
  const sizes = shape.map((size) =>
    nested(1, [typeof size === 'number' ? integer(1, size) : bytes(2, size)]),
  );
  return nested(field, [
    bytes(1, name),
    nested(2, [nested(1, [integer(1, ELEMENT[type]), nested(2, sizes)])]),
  ]);
};

/** A complete ONNX file. Nodes must be in an order of definition before use. */
export function onnxModel(graph: {
  readonly parts: readonly Field[];
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
}): Uint8Array {
  return message([
    integer(1, 8),
    nested(7, [
      ...graph.parts,
      bytes(2, 'graph'),
      ...graph.inputs.map((input) => value(11, input)),
      ...graph.outputs.map((output) => value(12, output)),
    ]),
    nested(8, [bytes(1, ''), integer(2, 17)]),
    nested(8, [bytes(1, MICROSOFT), integer(2, 1)]),
  ]);
}
