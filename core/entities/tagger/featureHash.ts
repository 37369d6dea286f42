/** 32-bit hashes of features: fast, well mixed, and the same on every machine. */

/** FNV-1a over the UTF-16 units of the text from `from` to `to` (exclusive), starting with `seed`. */
export function hashText(text: string, seed: number, from = 0, to = text.length): number {
  let h = seed | 0;
  for (let i = from; i < to; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return finalMix(h);
}

/** Combines two hashes. The order matters. */
export function combineHashes(a: number, b: number): number {
  return finalMix(Math.imul(a, 0x9e3779b1) ^ (b + 0x7f4a7c15));
}

/** MurmurHash3's finalizer (fmix32): every bit of the result depends on every bit of the hash. */
function finalMix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
