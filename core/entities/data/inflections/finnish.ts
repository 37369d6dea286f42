import type { InflectionTable } from './inflectionTable.ts';

/** A final consonant needs a linking -i- (Raab, Raabin); a final vowel does not (Obama, Obaman). */
export const finnish: InflectionTable = {
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
    [/yi$/, 'yy'], // Zaluzhnyy
  ],
  postpositions:
    'with between about from by because under after before towards against during through according',
};
