/** Attacks on plain text, its front matter, character sets, and on the annotator behind every format. */
import { type Attacks, filled, hostileFiles, kB, MB, prose, sentence } from './hostileFile.ts';
import { nameOf, wordOf } from './texts.ts';

const utf16 = (text: string) => Buffer.from(text, 'utf16le');
const storm = (text: string) => `Storm closes harbour\n\n${text}\n`;

const text: Attacks = {
  // From here on, the attacks that a description of a hole names.
  'marks out of order, 2.4 MB': () => storm(`a${'\u0315'.repeat(600_000)}${'\u0300'.repeat(600_000)}`),
  'marks in one order, 2.4 MB': () => storm(`a${'\u0301'.repeat(1_200_000)}`),
  'Hangul and marks in turn': () => storm(filled('\u1100\u1161\u11a8\u0315\u0300', MB)),
  'a million distinct words': () =>
    storm(Array.from({ length: 1_000_000 }, (_, i) => (i + 1e6).toString(26)).join(' ')),
  'a hundred thousand distinct names': (random) =>
    storm(Array.from({ length: 100_000 }, () => `Mr. ${nameOf(random)} said. `).join('')),
  'one sentence of a megabyte': (random) =>
    storm(Array.from({ length: 150_000 }, () => wordOf(random, 6)).join(' ')),
  'a name of fifty thousand words': (random) =>
    storm(`Mr. ${Array.from({ length: 50_000 }, () => nameOf(random)).join(' ')} said so.`),
  'capital letters alone': (random) =>
    storm(Array.from({ length: 60_000 }, () => wordOf(random, 6).toUpperCase()).join(' ')),
  'fifty thousand roles before one name': () =>
    storm(`${'President Secretary General '.repeat(20_000)}Ann Lee said.`),
  'fifty thousand commas': (random) =>
    storm(Array.from({ length: 50_000 }, () => `${nameOf(random)}, `).join('')),
  'fifty thousand hyphens': () => storm('Ann-Bo-'.repeat(50_000)),
  'fifty thousand apostrophes': () => storm("O'Neil's'".repeat(50_000)),
  'a line of 24 MB': () => filled(sentence, 24 * MB),
  'a line of 26 MB': () => filled('a', 26 * MB),
  'three million line feeds': () => `Storm${'\n'.repeat(3_000_000)}end`,
  'a million paragraphs': () => storm('a\n\n'.repeat(1_000_000)),
  'carriage returns alone': () => `Storm\r\r${'A line.\r'.repeat(200_000)}`,
  'a title of a megabyte': () => `${filled('Storm ', MB)}\n\n${prose}`,
  'a dateline of a megabyte': () => storm(`${filled('LONDON, ', MB)}May 3 (Reuters) - ${prose}`),
  'a byline of a megabyte': () => storm(`By ${filled('Ann Lee, ', MB)}\n\n${prose}`),
  'brackets, a megabyte': () => storm('('.repeat(MB)),
  'digits, a megabyte': () => storm('1'.repeat(MB)),
  'dates, a megabyte': () => storm(filled('2021-05-03/2021-05-04 ', MB)),
  'zero-width characters, a megabyte': () => storm(filled('a\u200b\u200d\u2060', MB)),
  'emoji families': () => storm('👩‍👩‍👧‍👦'.repeat(40_000)),
  'flags cut in half': () => storm(`${'🇳🇴'.repeat(40_000)}🇳`),
  'letters outside the BMP': () => storm('𝐒𝐭𝐨𝐫𝐦 '.repeat(20_000)),
  'right to left and left to right in turn': () => storm('שלום storm مرحبا harbour '.repeat(10_000)),
  'an empty file': () => '',
  'white space alone': () => ' \n\t\r\n'.repeat(1_000),
  'one byte': () => 'x',
  'one half of a surrogate in UTF-8': () =>
    Buffer.concat([Buffer.from('Storm '), Buffer.from('eda080', 'hex'), Buffer.from(`\n\n${prose}`)]),
};

const charset: Attacks = {
  'UTF-16 without a mark': () => utf16(storm(prose)),
  'UTF-16 of an odd length': () =>
    Buffer.concat([Buffer.from('fffe', 'hex'), utf16(storm(prose)), Buffer.from('a')]),
  'UTF-16 with halves of surrogates': () => utf16(`\ufeffStorm \ud800 harbour\n\n${prose}\udc00`),
  'a mark of UTF-16 before UTF-8': () =>
    Buffer.concat([Buffer.from('feff', 'hex'), Buffer.from(storm(prose))]),
  'a mark of UTF-32': () => Buffer.concat([Buffer.from('fffe0000', 'hex'), Buffer.from(storm(prose))]),
  'a mark of UTF-7': () => `+/v8-${storm(prose)}+ADw-script+AD4-`,
  'ten thousand marks': () => `${'\ufeff'.repeat(10_000)}${storm(prose)}`,
  'a mark alone': () => '\ufeff',
  'overlong UTF-8': () =>
    Buffer.concat([Buffer.from(storm(prose)), Buffer.from('c0afe080aff0808080'.repeat(200), 'hex')]),
  'every byte in order': () => Buffer.from(Array.from({ length: 4_096 }, (_, i) => i & 255)),
  'random bytes': (random) => Buffer.from(Array.from({ length: 64 * kB }, () => random.below(256))),
  'random bytes above 127': (random) =>
    Buffer.concat([
      Buffer.from(storm(prose)),
      Buffer.from(Array.from({ length: 64 * kB }, () => 128 + random.below(128))),
    ]),
  'escapes of ISO-2022-JP': () => `${storm(prose)}${'\x1b$B!!\x1b(B'.repeat(5_000)}`,
  'NULs, ten megabytes': () => Buffer.alloc(10 * MB),
  'NULs after a text': () => Buffer.concat([Buffer.from(storm(prose)), Buffer.alloc(MB)]),
};

const frontmatter: Attacks = {
  'front matter without an end': () => `---\n${'title: storm\n'.repeat(50_000)}`,
  'anchors and aliases': () =>
    `---\na: &a [x]\n${'b: [*a,*a,*a]\n'.repeat(5_000)}title: Storm\n---\n\n${prose}`,
  'lists in lists': () => `---\ntitle: ${'['.repeat(50_000)}${']'.repeat(50_000)}\n---\n\n${prose}`,
  'lists below lists': () =>
    `---\ntags:\n${Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(i)}- a`).join('\n')}\n---\n\n${prose}`,
  'one field a hundred thousand times': () => `---\n${'author: Ann Lee\n'.repeat(100_000)}---\n\n${prose}`,
  'a value of a megabyte': () => `---\ntitle: "${filled('storm ', MB)}"\n---\n\n${prose}`,
  'a tag of code': () =>
    `---\ntitle: !!js/function "function(){while(1);}"\ndate: !!python/object:os.system\n---\n\n${prose}`,
  'fields named like prototypes': () =>
    `---\n__proto__: x\nconstructor: y\ntoString: z\ntitle: Storm\n---\n\n${prose}`,
  'TOML without an end': () => `+++\n${'[a.b]\nx = """\n'.repeat(20_000)}`,
  'a date beyond all calendars': () => `---\ntitle: Storm\ndate: 275760-09-14T99:99:99Z\n---\n\n${prose}`,
};

export function plainFiles(seed: number) {
  return [
    ...hostileFiles(seed, 'text', 'txt', text),
    ...hostileFiles(seed, 'charset', 'txt', charset),
    ...hostileFiles(seed, 'frontmatter', 'md', frontmatter),
  ];
}
