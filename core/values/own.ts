/**
 * The value of an own property; undefined if there is none.
 *
 * Use it for keys from authors, customers, models and clients, which may be names of inherited properties such as
 * `constructor`. A plain index is for keys that the code itself names.
 */
export function own<T>(object: { readonly [key: string]: T } | undefined, key: string): T | undefined {
  return object !== undefined && Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Sets an own property. A plain assignment to `__proto__` would change the prototype. */
export function setOwn<T>(object: { [key: string]: T }, key: string, value: T): void {
  Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
}
