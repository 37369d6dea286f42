/** 32-bit hashes of features: cheap, well mixed, the same on every machine. */

/** FNV-1a over the UTF-16 units of a part of the text, from `seed`. */
export function hashText(text: string, seed: number, from = 0, to = text.length): number {
  let h = seed | 0;
  for (let i = from; i < to; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return finish(h);
}

/** Of two hashes, in this order. */
export function combine(a: number, b: number): number {
  return finish(Math.imul(a, 0x9e3779b1) ^ (b + 0x7f4a7c15));
}

/** The end of MurmurHash3: every bit depends on every other. */
function finish(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
