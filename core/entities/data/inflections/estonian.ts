import type { InflectionTable } from './inflectionTable.ts';

/**
 * Endings follow the genitive, which ends in a vowel. A foreign name that ends in a consonant adds -i-
 * (Trump, Trumpiga).
 */
export const estonian: InflectionTable = {
  tag: 'et',
  name: 'Estonian',
  inflects: 'last word',
  endings: `
    comitative   iga              -    C
    comitative   ga               -    V
    elative      ist              -    C
    elative      st               -    V
    allative     ile              -    C
    allative     le               -    V
    ablative     ilt              -    C
    ablative     lt               -    V
    illative     isse             -    C
    illative     sse              -    V
    adessive     il               -    C
    adessive     l                -    V
    inessive     is               -    C
    inessive     s                -    V
    abessive     ita              -    C
    abessive     ta               -    V
    essive       ina              -    C
    essive       na               -    V
    terminative  ini              -    C
    terminative  ni               -    V
    translative  iks              -    C
    translative  ks               -    V
    partitive    it               -    C
    genitive     i                -    C
    genitive     (?<=s)e          -    C`,
  alternations: [
    [/[aeiou]$/, ''], // Tamm, Tamme, Tammega
    [/s[aeu]$/, 's'], // Rebas, Rebasega
    [/([bdg])([aeiu])$/, '$1'],
  ],
  postpositions:
    'with between about from by because under after before towards against during through according',
};
