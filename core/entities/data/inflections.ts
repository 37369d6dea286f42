/**
 * Case endings that machine translation leaves on names, by source language. A language is a list of endings and of the words that its
 * postpositions become: left dangling in English, they are the trace of the sentence that was translated.
 */
export interface Inflection {
  case: string;
  /** What the name ends in; the base is the name without it. */
  ending: string;
  /** What the base has to end in for the ending to be the one that its grammar gives it. */
  base: RegExp;
}

export interface InflectedLanguage {
  tag: string;
  endings: Inflection[];
  /** English for the postpositions that govern these cases. */
  postpositions: Set<string>;
}

const vowel = /[aeiouyäöå]$/i;
const consonant = /[^aeiouyäöå\W\d_]$/i;

/** Finnish: a name that ends in a consonant takes a linking -i- (Raab, Raabin); one in a vowel takes the ending bare (Obama, Obaman). */
const finnish: InflectedLanguage = {
  tag: 'fi',
  endings: [
    { case: 'genitive', ending: 'in', base: consonant },
    { case: 'genitive', ending: 'n', base: vowel },
    { case: 'illative', ending: 'iin', base: consonant },
    { case: 'illative', ending: 'an', base: /a$/i },
    { case: 'illative', ending: 'on', base: /o$/i },
    { case: 'illative', ending: 'en', base: /e$/i },
    { case: 'illative', ending: 'un', base: /u$/i },
    { case: 'inessive', ending: 'issa', base: consonant },
    { case: 'inessive', ending: 'ssa', base: vowel },
    { case: 'elative', ending: 'ista', base: consonant },
    { case: 'elative', ending: 'sta', base: vowel },
    { case: 'adessive', ending: 'illa', base: consonant },
    { case: 'adessive', ending: 'lla', base: vowel },
    { case: 'ablative', ending: 'ilta', base: consonant },
    { case: 'ablative', ending: 'lta', base: vowel },
    { case: 'allative', ending: 'ille', base: consonant },
    { case: 'allative', ending: 'lle', base: vowel },
    { case: 'partitive', ending: 'ia', base: consonant },
    { case: 'essive', ending: 'ina', base: consonant },
    { case: 'essive', ending: 'na', base: vowel },
  ],
  postpositions: new Set([
    'with',
    'between',
    'about',
    'from',
    'by',
    'because',
    'under',
    'after',
    'before',
    'towards',
    'against',
    'during',
    'through',
  ]),
};

export const inflectedLanguages: readonly InflectedLanguage[] = [finnish];
