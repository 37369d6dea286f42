/**
 * Inflects names by grammar rules, for `eval/repair.ts`. The rules are independent of the tables that
 * remove endings (`core/entities/data/inflections/`), so that the evaluation can find errors in these.
 */
const vowelEnd = /[aeiouyáéíóúäöåőűüąęı]$/i;
const back = /[aouáóúıAOU]/;

type Inflect = (word: string) => string[];

/**
 * Endings follow a vowel; after a consonant -i- is inserted. They have back vowels if the word has one,
 * otherwise front vowels.
 */
const finnish: Inflect = (word) => {
  const harmony = (ending: string) => (back.test(word) ? ending : ending.replaceAll('a', 'ä'));
  const endings = ['n', 'ssa', 'sta', 'lla', 'lta', 'lle', 'na'].map(harmony);
  const nen = /nen$/.test(word) && word.length > 5;
  const stem = nen ? word.replace(/nen$/, 'se') : vowelEnd.test(word) ? word : `${word}i`;
  const illative = nen ? `${stem}en` : `${stem}${stem.at(-1)?.toLowerCase() ?? ''}n`;
  return [...endings.map((ending) => stem + ending), illative];
};

const estonian: Inflect = (word) => {
  const stem = vowelEnd.test(word) ? word : `${word}i`;
  return ['ga', 'st', 'le', 'lt', 'sse', 'ni', 'ks', 'na', 'ta'].map((ending) => stem + ending);
};

const hungarian: Inflect = (word) => {
  const dark = back.test(word);
  const pick = (pair: string) => pair.split('/')[dark ? 0 : 1] ?? '';
  const stem = word.replace(/a$/, 'á').replace(/e$/, 'é');
  const endings = [
    'nak/nek',
    'ban/ben',
    'ból/ből',
    'ról/ről',
    'tól/től',
    'hoz/hez',
    'nál/nél',
    'ra/re',
    'ba/be',
  ].map(pick);
  const with_ = vowelEnd.test(word) ? `${stem}v${pick('al/el')}` : word + (word.at(-1) ?? '') + pick('al/el');
  return [...endings.map((ending) => stem + ending), with_];
};

/** Endings follow an apostrophe after a name. */
const turkish: Inflect = (word) => {
  const vowel = vowelEnd.test(word);
  const [a, i] = /[aıouáóú][^aeiıouöü]*$/i.test(word) ? ['a', 'ı'] : ['e', 'i'];
  const d = /[fstkçşhp]$/i.test(word) ? 't' : 'd';
  const endings = [
    vowel ? `n${i}n` : `${i}n`,
    d + a,
    `${d}${a}n`,
    vowel ? `yl${a}` : `l${a}`,
    vowel ? `y${a}` : a,
    vowel ? `y${i}` : i,
  ];
  return endings.map((ending) => `${word}'${ending}`);
};

/** Masculine names, names in -ski, and feminine names in -a; names in other vowels do not inflect. */
const polish: Inflect = (word) => {
  if (/[sc]ki$/.test(word)) return ['ego', 'emu', 'm'].map((ending) => word + ending);
  if (/a$/.test(word))
    return [/[kg]a$/.test(word) ? 'i' : 'y', 'ę', 'ą'].map((ending) => word.slice(0, -1) + ending);
  if (vowelEnd.test(word)) return [];
  return ['a', 'owi', /[kg]$/.test(word) ? 'iem' : 'em'].map((ending) => word + ending);
};

/** The inflected forms of a name in a language, each once, without the name itself. */
export function inflectedForms(name: string, language: string): string[] {
  const words = name.split(' ');
  const last = words.at(-1) ?? '';
  const first = words.slice(0, -1);
  const inflect = { fi: finnish, et: estonian, hu: hungarian, tr: turkish, pl: polish }[language];
  const forms = inflect?.(last) ?? [];
  const given = language === 'pl' && words.length === 2 ? polish(words[0] ?? '') : [];
  return [
    ...new Set(
      forms.map((form, i) => [...(given.length === forms.length ? [given[i]] : first), form].join(' ')),
    ),
  ];
}
