import { wordSet } from '../../text/wordSet.ts';

/**
 * Case endings that machine translation leaves on names, by source language. Each line of a table has four
 * columns: the case, the ending (a regular expression), the letters that replace it in the base (- for none),
 * and what the base must end in (C a consonant, V a vowel, or a regular expression). More likely lines come
 * first. `alternations` are stem changes before an ending; they are undone only if the resulting base is
 * known.
 */
export interface InflectionTable {
  tag: string;
  name: string;
  /** Whether every word of a name takes the ending, or only the last. */
  inflects: 'last word' | 'each word';
  endings: string;
  /** The stem before the ending, and the end of the base that replaces it. */
  alternations: readonly (readonly [RegExp, string])[];
  /**
   * English translations of postpositions that govern these cases. A dangling one shows that the sentence was
   * translated.
   */
  postpositions: string;
}

/** A final consonant needs a linking -i- (Raab, Raabin); a final vowel does not (Obama, Obaman). */
const finnish: InflectionTable = {
  tag: 'fi',
  name: 'Finnish',
  inflects: 'last word',
  endings: `
    genitive     in               -    C
    genitive     n                -    V
    illative     iin              -    C
    illative     (?<=([aeiouyäö]))\\1n - V
    illative     seen             -    [aeiouyäö]{2}
    inessive     iss[aä]          -    C
    inessive     ss[aä]           -    V
    elative      ist[aä]          -    C
    elative      st[aä]           -    V
    adessive     ill[aä]          -    C
    adessive     ll[aä]           -    V
    ablative     ilt[aä]          -    C
    ablative     lt[aä]           -    V
    allative     ille             -    C
    allative     lle              -    V
    partitive    i[aä]            -    C
    partitive    t[aä]            -    V
    essive       in[aä]           -    C
    essive       n[aä]            -    V
    abessive     itt[aä]          -    C
    abessive     tt[aä]           -    V
    translative  iksi             -    C
    translative  ksi              -    V`,
  alternations: [
    [/se$/, 'nen'], // Halonen, Halosen
    [/kse$/, 's'], // Markus, Markuksen
    [/([aeiouyäölrn])([kpt])([aeiouyäö])$/, '$1$2$2$3'], // Pekka, Pekan
    [/ng([aeiouyäö])$/, 'nk$1'], // Helsinki, Helsingin
    [/nn([aeiouyäö])$/, 'nt$1'], // Rinta, Rinnan
    [/mm([aeiouyäö])$/, 'mp$1'], // Lempi, Lemmin
    [/ll([aeiouyäö])$/, 'lt$1'], // Kulta, Kullan
    [/rr([aeiouyäö])$/, 'rt$1'], // Virta, Virran
    [/d([aeiouyäö])$/, 't$1'], // Lahta, Lahdan
    [/de$/, 'ti'], // Lahti, Lahden
    [/v([aeiouyäö])$/, 'p$1'], // Arpa, Arvan
    [/e$/, 'i'], // Järvi, Järven
    [/ee$/, 'e'], // Laine, Laineen
    [/äe$/, 'äki'], // Mäki, Mäen
    [/oe$/, 'oki'], // Joki, Joen
    [/mme$/, 'mpi'], // Lampi, Lammen
    [/rje$/, 'rki'], // Kurki, Kurjen
    [/nkaa$/, 'ngas'], // Kangas, Kankaan
    [/ntee$/, 'nne'], // Rinne, Rinteen
    [/ltee$/, 'lle'], // Helle, Helteen
    [/rtee$/, 'rre'], // Virre, Virteen
    [/aa$/, 'as'], // Vieras, Vieraan
    [/yi$/, 'y'], // Navalny, in Finnish Navalnyi
    [/yi$/, 'yy'], // Zelenskyy
  ],
  postpositions:
    'with between about from by because under after before towards against during through according',
};

/**
 * Endings follow the genitive, which ends in a vowel. A foreign name that ends in a consonant adds -i-
 * (Trump, Trumpiga).
 */
const estonian: InflectionTable = {
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

/**
 * -val doubles the consonant before it (Orbán, Orbánnal); a final -a or -e becomes long (Obama, Obamával).
 */
const hungarian: InflectionTable = {
  tag: 'hu',
  name: 'Hungarian',
  inflects: 'last word',
  endings: `
    instrumental ccs[ae]l         cs   .
    instrumental ssz[ae]l         sz   .
    instrumental zzs[ae]l         zs   .
    instrumental ggy[ae]l         gy   .
    instrumental nny[ae]l         ny   .
    instrumental lly[ae]l         ly   .
    instrumental tty[ae]l         ty   .
    instrumental (\\p{L})\\1[ae]l $1   C
    instrumental v[ae]l           -    V
    dative       n[ae]k           -    .
    inessive     b[ae]n           -    .
    elative      b[oóöő]l         -    .
    delative     r[oóöő]l         -    .
    ablative     t[oóöő]l         -    .
    adessive     n[áaé]l          -    .
    allative     h[oeö]z          -    .
    sublative    r[ae]            -    .
    illative     b[ae]            -    .
    causal       [ée]rt           -    .
    essive       k[ée]nt          -    .
    terminative  ig               -    .
    superessive  [oeö]n           -    C
    superessive  n                -    V
    accusative   [oeaö]t          -    C
    accusative   t                -    .
    adjective    i                -    C`,
  alternations: [
    [/á$/, 'a'],
    [/é$/, 'e'],
  ],
  postpositions: '',
};

/** Endings follow a name with an apostrophe, which translation may drop. */
const turkish: InflectionTable = {
  tag: 'tr',
  name: 'Turkish',
  inflects: 'last word',
  endings: `
    genitive     ['’][ıiuü]n      -    C
    genitive     ['’]n[ıiuü]n     -    V
    locative     ['’][dt][ae]     -    .
    ablative     ['’][dt][ae]n    -    .
    instrumental ['’]yl[ae]       -    V
    instrumental ['’]l[ae]        -    C
    dative       ['’]y[ae]        -    V
    dative       ['’][ae]         -    C
    dative       ['’]n[ae]        -    V
    ablative     ['’]nd[ae]n      -    V
    locative     ['’]nd[ae]       -    V
    accusative   ['’]n[ıiuü]      -    V
    accusative   ['’]y[ıiuü]      -    V
    accusative   ['’][ıiuü]       -    C
    genitive     n[ıiuü]n         -    V
    genitive     [ıiuü]n          -    C
    ablative     [dt][ae]n        -    .
    locative     [dt][ae]         -    .
    instrumental yl[ae]           -    V
    instrumental l[ae]            -    C
    dative       y[ae]            -    V
    accusative   y[ıiuü]          -    V`,
  alternations: [
    [/ğ$/, 'k'],
    [/b$/, 'p'],
    [/d$/, 't'],
    [/c$/, 'ç'],
  ],
  postpositions: '',
};

/**
 * Prepositions govern the cases, so nothing dangles. Given names are inflected too (Donald Tusk, Donaldem
 * Tuskiem).
 */
const polish: InflectionTable = {
  tag: 'pl',
  name: 'Polish',
  inflects: 'each word',
  endings: `
    genitive     skiego           ski  .
    genitive     ckiego           cki  .
    dative       skiemu           ski  .
    dative       ckiemu           cki  .
    instrumental skim             ski  .
    instrumental ckim             cki  .
    genitive     ego              -    [iy]
    genitive     ego              y    [^i]y
    dative       emu              -    [iy]
    dative       emu              y    [^i]y
    genitive     go               -    [^i]e
    dative       mu               -    [^i]e
    instrumental m                -    [eiy]
    genitive     skiej            ska  .
    genitive     ckiej            cka  .
    instrumental ską              ska  .
    instrumental cką              cka  .
    dative       owi              -    C
    instrumental iem              -    [kg]
    instrumental em               -    C
    locative     dzie             d    .
    locative     cie              t    .
    locative     rze              r    .
    locative     ie               -    C
    dative       dzie             da   .
    dative       cie              ta   .
    dative       rze              ra   .
    dative       ce               ka   .
    dative       dze              ga   .
    genitive     ['’]a            -    [^aiou]
    dative       ['’]owi          -    [^aiou]
    instrumental ['’]em           -    [^aiou]
    genitive     ['’]ego          -    [eiy]
    genitive     a                -    C
    locative     u                -    C
    instrumental ą                a    .
    accusative   ę                a    .
    genitive     y                a    .
    genitive     i                a    .
    genitive     i                ia   .
    dative       ie               a    .
    genitive     nia              ń    .
    genitive     y                o    .
    instrumental ą                o    .
    accusative   ę                o    .`,
  alternations: [
    [/([^aeiouyąęó])k$/, '$1ek'], // Marek, Marka, Markiem
    [/([^aeiouyąęó])ł$/, '$1eł'], // Paweł, Pawła
    [/dr$/, 'der'], // Aleksander, Aleksandra
    [/i$/, ''],
  ],
  postpositions: '',
};

export const inflectionTables: readonly InflectionTable[] = [finnish, estonian, hungarian, turkish, polish];

/** Endings that English adds to names as well. Alone they are no evidence of another language. */
export const englishEndings = wordSet`
  a i s n t y e u an en on un is il it ia ina na ta la le ist ite er ra re al el ist st ks ie es ana ni ba
  be ga ini ig ce m
`;

/**
 * Endings that derive an English word from a name (the Obamas, Israeli, Italianist), or make another name of
 * it (Miller, Karim, Wallace).
 */
export const englishDerivations = wordSet`s is i an en ist er y t m ce`;
