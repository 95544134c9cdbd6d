/** Whose rows are used where no door says otherwise. */
export const DEFAULT_TENANT = 'default';

/** A port as one tenant sees it. */
export type ByTenant<T> = (tenant: string) => T;

/** Makes one value a tenant, when it is first asked for. */
export function perTenant<T>(make: ByTenant<T>): ByTenant<T> {
  const made = new Map<string, T>();
  return (tenant) => {
    const known = made.get(tenant) ?? make(tenant);
    made.set(tenant, known);
    return known;
  };
}
