/** The sentence for a Node that is too old to run the product; undefined for one that is not. */
export function tooOld(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return undefined;
  return `NODE_UNSUPPORTED this is Node ${version}; trestle needs 20.19 or newer`;
}
