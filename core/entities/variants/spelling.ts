/**
 * Spellings of one name: transliterations of the same letters, and names that differ in few letters. Pure,
 * and rough on purpose: it says who may have been meant, and a person decides.
 */

/** Letters that languages write in several ways, the longer ones first; each with one way to write it. */
const ways: readonly (readonly [RegExp, string])[] = [
  [/^(?:ye|je|ie)(?=[^aeiou])/g, 'e'], // Yeltsin, Jelzin, Eltsin
  [/ine$/g, 'in'], // Eltsine, Poutine
  [/ou(?=[aei])/g, 'w'], // Allaoui, Allawi
  [/s(?:ch|h|z)/g, 'x'], // Schewtschenko, Shevchenko, Szewczenko
  [/(?:dz|dj|dsch|zh)/g, 'j'],
  [/xch/g, 'xç'],
  [/t?(?:ch|cz)|tx/g, 'ç'],
  [/kh/g, 'h'],
  [/([dg])h/g, '$1'], // Gadhafi, Erdoghan
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

/** Letters that stand for one another in spellings of one name. */
const alike: readonly (readonly string[])[] = [
  ['sh', 'sch', 'ch', 'tch', 'tsch', 'cz', 'sz'],
  ['zh', 'j', 'sch'],
  ['k', 'c', 'q', 'g', 'h', 'kh', 'ch', 'gh'], // Qaddafi, Kadhafi, Gaddafi
  ['s', 'z', 'ss'],
  ['l', 'll'],
  ['v', 'w', 'f'],
  ['i', 'y', 'j'],
  ['ye', 'e', 'je'],
  ['u', 'o', 'ou'],
];

/** Spellings differ in so many of their first letters at most. */
const beginning = 3;
const mostBeginnings = 18;

/** Umlauts and å as two letters: Kaestner for Kästner, Aakerblom for Åkerblom. A folded name has one. */
const asOneLetter = (name: string) => name.replace(/^([^aeiou]{0,2})(?:([aou])e|(a)a)/, '$1$2$3');
const asTwoLetters = (name: string) => name.replace(/^([^aeiou]{0,2}[aou])(?![aeiou])/, '$1e');

/**
 * A folded name with each beginning that its spellings may have: its own first, then its first two letters
 * swapped, an umlaut written otherwise, then one group of letters written otherwise, two, and so on.
 */
export function spelledBeginnings(folded: string): string[] {
  const [first = '', second = '', ...rest] = folded;
  const found = new Map<string, string>();
  const add = (name: string) => {
    const letters = [...name].slice(0, beginning).join('');
    if (!found.has(letters) && found.size < mostBeginnings) found.set(letters, name);
  };
  add(folded);
  add([second, first, ...rest].join(''));
  add(asOneLetter(folded));
  add(asTwoLetters(folded));
  let spelled = [{ name: folded, fixed: 0 }];
  while (spelled.length > 0 && found.size < mostBeginnings) {
    spelled = spelled.flatMap(spelledOtherwise);
    for (const { name } of spelled) add(name);
  }
  return [...found.values()];
}

/** A name with one group of its first letters written otherwise; so many letters are `fixed`, and stay. */
function spelledOtherwise({ name, fixed }: { name: string; fixed: number }) {
  const replaced = (at: number, one: string, other: string) => ({
    name: name.slice(0, at) + other + name.slice(at + one.length),
    fixed: at + other.length,
  });
  const places = Array.from({ length: Math.max(0, beginning - fixed) }, (_, i) => fixed + i);
  return places.flatMap((at) =>
    alike.flatMap((each) =>
      each
        .filter((one) => name.startsWith(one, at))
        .flatMap((one) => each.filter((other) => other !== one).map((other) => replaced(at, one, other))),
    ),
  );
}

/**
 * How far folded names are from one: 0 if they are spellings of it, otherwise in how many letters they, or
 * their spellings, differ; `undefined` if that is more than one in four.
 */
export function distanceFrom(one: string): (other: string) => number | undefined {
  const key = spellingKey(one);
  return (other) => {
    const otherKey = spellingKey(other);
    if (key === otherKey) return 0;
    const distances = [lettersBetween(key, otherKey), lettersBetween(one, other)];
    const known = distances.filter((each) => each !== undefined);
    return known.length === 0 ? undefined : Math.max(1, Math.min(...known));
  };
}

function lettersBetween(a: string, b: string): number | undefined {
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
