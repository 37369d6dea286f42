/**
 * Hostile texts: what a title or a body may hold in any format. Each is small enough that twenty formats can
 * carry it; `plainFiles.ts` has the large ones.
 */
import type { Random } from '../../core/random.ts';
import { filled, kB, prose } from './hostileFile.ts';

export interface HostileText {
  title: string;
  text: string;
}

const around = (text: string): HostileText => ({
  title: 'Storm closes harbour',
  text: `${prose}\n\n${text}\n\n${prose}`,
});
const letter = (random: Random, first: number, count: number) =>
  String.fromCodePoint(first + random.below(count));
/** A word of letters from a to z. */
export const wordOf = (random: Random, length = 9) =>
  Array.from({ length }, () => letter(random, 97, 26)).join('');
export const nameOf = (random: Random) => {
  const word = wordOf(random, 7);
  return word.charAt(0).toUpperCase() + word.slice(1);
};

export const texts: Record<string, (random: Random) => HostileText> = {
  'marks out of order': () => around(`a${'\u0315'.repeat(30_000)}${'\u0300'.repeat(30_000)}`),
  'marks in random order': (random) =>
    around(Array.from({ length: 40_000 }, () => letter(random, 0x300, 0x50)).join('')),
  'half a surrogate where an id is cut': (random) => {
    // Names that are 118 to 122 UTF-16 units long when the first of the letters outside the BMP begins.
    const names = [118, 119, 120, 121, 122].map(
      (length) => `${nameOf(random)} ${'x'.repeat(length - 8)}${'\u{1d400}'.repeat(8)}`,
    );
    return around(`Mr. ${names.join(' met Mr. ')}.`);
  },
  'halves of surrogates': () => around('Storm \ud800 harbour \udc00 of \udfff Lerwick \ud83d'.repeat(50)),
  'bidirectional controls': () => ({
    title: '\u202egpj.ruobrah\u202c closes \u2067harbour\u2069',
    text: `\u202e${prose}\u202c\n\n${filled('\u202b\u2066', 4 * kB)}${prose}`,
  }),
  'control characters': () => around(`\u009b31m\u001b]0;owned\u0007 \u0085 \u0001\u0002\u007f ${prose}`),
  'NUL characters': () => around('The storm\0 closed\0 the harbour.\0'.repeat(40)),
  'names of prototypes': () =>
    around(
      'Constructor Prototype __proto__ hasOwnProperty toString valueOf met Mr. Constructor. '.repeat(60),
    ),
  formulas: () => ({
    title: '=HYPERLINK("https://x.example","x")',
    text: `＝1+1;=cmd|' /C calc'!A0\n\n@SUM(A1)\n\n${prose}`,
  }),
  'markup of a script': () => ({
    title: '<script>alert(1)</script>',
    text: `${prose}\n\n<img src=x onerror=alert(1)>"'><svg/onload=alert(2)>\n\njavascript:alert(3)`,
  }),
  'thousands of names in one sentence': (random) =>
    around(
      `${Array.from({ length: 2_000 }, () => `${nameOf(random)} ${nameOf(random)}`).join(' and ')} met.`,
    ),
  'initials without end': () => around(`${'A. '.repeat(8_000)} Mr. ${'A.B.'.repeat(4_000)}`),
  'thousands of dates': (random) =>
    around(
      Array.from({ length: 3_000 }, () => `May ${1 + random.below(31)}, ${1900 + random.below(200)}`).join(
        ' to ',
      ),
    ),
  'brackets that never close': () =>
    around(`${'('.repeat(20_000)}${'“'.repeat(10_000)}[${'{'.repeat(10_000)}`),
  'mojibake of mojibake': () => {
    let text = 'Zürich’s café';
    for (let i = 0; i < 4; i++) text = Buffer.from(text, 'utf8').toString('latin1');
    return around(text.repeat(40));
  },
  'one word without end': () => around('Lerwick'.repeat(12_000)),
  'addresses and mails without end': () => around(`http://${'a.'.repeat(15_000)}b a@${'b.'.repeat(15_000)}c`),
  'white space without end': () => around(`${' '.repeat(40_000)}x${'\t\u00a0\u3000'.repeat(10_000)}.`),
  'byte-order marks inside': () => around('\ufeffThe\ufeff storm\ufffe closed \ufffd. '.repeat(500)),
  'datelines and bylines without end': () =>
    around(`${'LONDON, May 3 (Reuters) — By Ann Lee and '.repeat(800)}`),
};
