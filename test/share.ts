/** A share of a long proof, `K/N` on the command line: the first of four is `1/4`. */
export interface Share {
  /** From 0 on. */
  index: number;
  of: number;
}

/** @param text `2/8`, or `today/8` for another share every day @throws if it is neither */
export function parseShare(text: string): Share {
  const match = /^(today|[1-9]\d*)\/([1-9]\d*)$/.exec(text);
  if (match === null) throw new Error(`"${text}" is no share: write 2/8, or today/8.`);
  const of = Number(match[2]);
  return { index: (match[1] === 'today' ? today() : Number(match[1]) - 1) % of, of };
}

/** Another number every day, so that CI comes through all shares in turn. */
export function today(): number {
  return Math.floor(Date.now() / 86_400_000);
}
