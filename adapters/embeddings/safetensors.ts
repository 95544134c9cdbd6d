import { readFile } from 'node:fs/promises';
import { own } from '../../core/values/own.ts';

interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

/** The half-precision tensors of a safetensors file. */
export interface Weights {
  /** Throws if the file does not have the tensor, or has it in another precision. */
  half(name: string): Uint16Array;
  single(name: string): Float32Array;
}

const toSingle = (half: number): number => {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
};

/** Reads a safetensors file whole. */
export async function readSafetensors(path: string): Promise<Weights> {
  const file = await readFile(path);
  const headerLength = Number(file.readBigUInt64LE(0));
  const start = 8 + headerLength;
  const header = JSON.parse(file.toString('utf8', 8, start)) as { readonly [name: string]: Entry };
  const single = Float32Array.from({ length: 65_536 }, (_, half) => toSingle(half));
  const half = (name: string): Uint16Array => {
    const entry = own(header, name);
    if (entry?.dtype !== 'F16') throw new Error(`\`${path}\` holds no half-precision tensor \`${name}\``);
    const [from, to] = entry.data_offsets;
    // A copy, because tensors in the file may be unaligned.
    return new Uint16Array(Uint8Array.from(file.subarray(start + from, start + to)).buffer);
  };
  return {
    half,
    single: (name) => {
      const bits = half(name);
      const values = new Float32Array(bits.length);
      for (let index = 0; index < bits.length; index++)
        values[index] = single[bits[index] as number] as number;
      return values;
    },
  };
}
