/** A function that is called once at most, when it is first asked for. */
export function once<Value>(read: () => Value): () => Value {
  let found: { readonly value: Value } | null = null;
  return () => {
    found ??= { value: read() };
    return found.value;
  };
}
