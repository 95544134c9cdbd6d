/** The value of an expression of numbers, + - * / and parentheses; NaN when it is not one. */
export function evaluate(expression: string): number {
  const tokens = expression.match(/\d+(?:\.\d+)?|\.\d+|\S/g) ?? [];
  let next = 0;

  const sum = (): number => {
    let value = product();
    while (tokens[next] === '+' || tokens[next] === '-')
      value += tokens[next++] === '+' ? product() : -product();
    return value;
  };
  const product = (): number => {
    let value = factor();
    while (tokens[next] === '*' || tokens[next] === '/') {
      if (tokens[next++] === '*') value *= factor();
      else value /= factor();
    }
    return value;
  };
  const factor = (): number => {
    const token = tokens[next++];
    if (token === '-') return -factor();
    if (token === '+') return factor();
    if (token !== '(') return token !== undefined && /^[\d.]/.test(token) ? Number(token) : Number.NaN;
    const value = sum();
    return tokens[next++] === ')' ? value : Number.NaN;
  };

  const value = sum();
  return next === tokens.length ? value : Number.NaN;
}
