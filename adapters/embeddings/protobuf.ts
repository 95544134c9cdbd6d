/** One encoded field of a protocol buffer message. */
export type Field = readonly Uint8Array[];

const varint = (value: number): Uint8Array => {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
};

const key = (field: number, wire: 0 | 2 | 5): Uint8Array => varint(field * 8 + wire);

/** Encodes a non-negative integer, or -1 in ten bytes. */
export function integer(field: number, value: number): Field {
  if (value >= 0) return [key(field, 0), varint(value)];
  if (value !== -1) throw new RangeError(`cannot encode ${value}`);
  return [key(field, 0), Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255, 255, 1)];
}

/** Encodes a 32-bit floating point number. */
export function float(field: number, value: number): Field {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return [key(field, 5), bytes];
}

/** Encodes bytes, or text as UTF-8. */
export function bytes(field: number, value: Uint8Array | string): Field {
  const content = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  return [key(field, 2), varint(content.byteLength), content];
}

/** Encodes a message inside a message. Does not copy large contents. */
export function nested(field: number, fields: readonly Field[]): Field {
  const content = fields.flat();
  const length = content.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  return [key(field, 2), varint(length), ...content];
}

/** Joins the fields of the outermost message. */
export function message(fields: readonly Field[]): Uint8Array {
  return new Uint8Array(Buffer.concat(fields.flat()));
}
