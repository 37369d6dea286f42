/**
 * Spellings of one name: transliterations of the same letters, and typing errors. Pure, and rough on purpose:
 * it says who may have been meant, and a person decides.
 */

/** Letters that languages write in several ways, the longer ones first; each with one way to write it. */
const ways: readonly (readonly [RegExp, string])[] = [
  [/s(?:ch|h|z)/g, 'x'], // Schewtschenko, Shevchenko, Szewczenko
  [/(?:dz|dj|dsch|zh)/g, 'j'],
  [/xch/g, 'xç'],
  [/t?(?:ch|cz)|tx/g, 'ç'],
  [/kh/g, 'h'],
  [/ph|v|w|ff?/g, 'f'],
  [/ck|q|k|c(?=[^eiyh]|$)/g, 'k'],
  [/ts|tz/g, 'z'],
  [/s/g, 'z'], // Selenskyj, Zelensky
  [/th/g, 't'],
  [/ae|ai|ay/g, 'e'], // Jäger, Jaeger
  [/oe/g, 'o'],
  [/ue|ou|oo/g, 'u'],
  [/ee/g, 'i'],
  [/[yj]/g, 'i'],
  [/(?<=[aeiou])h/g, ''],
];

/** The same text for transliterations of one folded name. */
export function spellingKey(folded: string): string {
  let key = folded;
  for (const [way, letters] of ways) key = key.replaceAll(way, letters);
  return key.replaceAll(/(.)\1+/gu, '$1').replaceAll(/(?<=\p{L}{3})[ae]?i$/gu, 'i');
}

/** Letters with which spellings of one name begin, the longer ones first. */
const sameBeginnings: readonly (readonly string[])[] = [
  ['tsch', 'sch', 'tch', 'ch', 'cz', 'sh', 'sz'],
  ['s', 'z'],
  ['c', 'k', 'q'],
  ['v', 'w', 'f'],
  ['i', 'j', 'y'],
  ['g', 'h'],
  ['o', 'u'],
];

/** Letters that stand for one another as the third one: Navalny, Nawalny. */
const sameThird = ['sz', 'ckq', 'vwf', 'ijy'];

/**
 * A folded name with each beginning that its spellings may have: its own first, its first two letters swapped
 * last.
 */
export function spelledBeginnings(folded: string): string[] {
  const beginnings = sameBeginnings.find((each) => each.some((letters) => folded.startsWith(letters))) ?? [];
  const own = beginnings.find((letters) => folded.startsWith(letters)) ?? '';
  const others = beginnings.map((letters) => letters + folded.slice(own.length));
  const [first = '', second = '', ...rest] = folded;
  const [third = '', ...tail] = rest;
  const thirds = third === '' ? '' : (sameThird.find((letters) => letters.includes(third)) ?? '');
  const otherThirds = Array.from(thirds, (letter) => [first, second, letter, ...tail].join(''));
  return [...new Set([folded, ...others, ...otherThirds, [second, first, ...rest].join('')])];
}

/**
 * How far two folded names are apart: 0 if they are spellings of one, otherwise the typing errors by which
 * they, or their spellings, differ; `undefined` if that is more than one in four letters.
 */
export function spellingDistance(one: string, other: string): number | undefined {
  const [a, b] = [spellingKey(one), spellingKey(other)];
  if (a === b) return 0;
  const distances = [errorsBetween(a, b), errorsBetween(one, other)].filter((each) => each !== undefined);
  return distances.length === 0 ? undefined : Math.max(1, Math.min(...distances));
}

function errorsBetween(a: string, b: string): number | undefined {
  const most = Math.floor(Math.min(a.length, b.length) / 4);
  if (Math.abs(a.length - b.length) > most) return undefined;
  const distance = editDistance(a, b);
  return distance > most ? undefined : distance;
}

/** Optimal string alignment distance: insertions, deletions, substitutions, and swaps of neighbours. */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
