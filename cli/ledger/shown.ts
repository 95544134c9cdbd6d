/** Escapes control characters in outside text, so that it cannot move the cursor or set colours. */
export function shown(text: string): string {
  return text
    .replace(/[^\P{Cc}\n]/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
    .replace(
      /[\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/gu,
      (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
    );
}
