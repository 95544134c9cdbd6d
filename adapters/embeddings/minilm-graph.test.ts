import { describe, expect, test } from 'vitest';
import { quantize } from './minilm-graph.ts';

describe('quantize', () => {
  test('turns rows into columns that are right to a hundredth of their largest weight', () => {
    const outputs = 18;
    const weights = Float32Array.from({ length: outputs * 5 }, (_, index) => Math.sin(index) * (index + 1));
    const { values, scales } = quantize(weights, outputs);
    for (let output = 0; output < outputs; output++) {
      const row = [...weights.subarray(output * 5, output * 5 + 5)];
      const back = row.map(
        (_, input) => (values[input * outputs + output] as number) * (scales[output] as number),
      );
      const largest = Math.max(...row.map(Math.abs));
      row.forEach((weight, input) => {
        expect(Math.abs(weight - (back[input] as number))).toBeLessThan(largest / 100);
      });
    }
  });

  test('uses seven bits, and takes a row of zeros', () => {
    const { values } = quantize(Float32Array.of(1, -1, 0, 0), 2);
    expect([...values]).toEqual([63, 0, -63, 0]);
  });
});
