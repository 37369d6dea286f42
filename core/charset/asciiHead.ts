const ascii = new TextDecoder('windows-1252');

/**
 * The first `bytes` of a file as ASCII, without a byte-order mark, to search for a declaration.
 * Dropping NULs turns UTF-16 into the same text.
 */
export function asciiHead(file: Uint8Array, bytes: number): string {
  return ascii
    .decode(file.subarray(0, bytes))
    .replaceAll('\0', '')
    .replace(/^(?:ï»¿|ÿþ|þÿ)/, '');
}
