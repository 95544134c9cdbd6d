/**
 * The value under a key of the object's own; undefined where there is none.
 *
 * Keys come from authors, customers, models and clients: `constructor` is a name like any other, and what
 * every object inherits is no value. A plain index is for keys that the code itself names.
 */
export function own<T>(object: { readonly [key: string]: T } | undefined, key: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets a property of the object's own; an assignment to `__proto__` would change what the object inherits. */
export function setOwn<T>(object: { [key: string]: T }, key: string, value: T): void {
  Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
}
