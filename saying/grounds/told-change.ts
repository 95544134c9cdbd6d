const NOW =
  /\b(?:now|already) (?:reads?|shows?|says?|has|have|holds?|goes|runs?|on|in|under|registered)\b|\b(?:is|are|reads?|shows?|has|goes) now\b/;
const OPEN = /\b(?:if|once|when|can|could|would|will|not|no|cannot|unable|until|unless|only)\b|\?$/;

/** The reason why a plain sentence that tells of a change is false: all that was tried in this turn was refused. */
export function toldChange(plain: string, executed: number, refused: number): string | null {
  if (executed > 0 || refused === 0 || !NOW.test(plain) || OPEN.test(plain)) return null;
  return 'nothing was changed';
}
