import { InvalidArgumentError } from 'commander';

/** A whole number above 0, as an option's value. */
export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new InvalidArgumentError('it must be a whole number above 0');
  return number;
}
