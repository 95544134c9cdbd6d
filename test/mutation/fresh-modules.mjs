/**
 * Gives tests the stand-in for vitest, and whatever is imported from a module of environment `?env=1` the same
 * environment: another number loads all of our modules anew, and nothing of `node_modules`.
 */
export async function resolve(specifier, context, nextResolve) {
  const environment = /[?&]env=\d+/.exec(context.parentURL ?? '')?.[0].slice(1);
  if (environment === undefined) return nextResolve(specifier, context);
  if (specifier === 'vitest') return { url: new URL('./suite.ts', import.meta.url).href, shortCircuit: true };
  const resolved = await nextResolve(specifier, context);
  const ours = resolved.url.startsWith('file:') && !resolved.url.includes('/node_modules/');
  if (!ours || /[?&]env=/.test(resolved.url)) return resolved;
  return { ...resolved, url: `${resolved.url}${resolved.url.includes('?') ? '&' : '?'}${environment}` };
}
