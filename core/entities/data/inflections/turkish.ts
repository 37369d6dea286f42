import type { InflectionTable } from './inflectionTable.ts';

/** Endings follow a name with an apostrophe, which translation may drop. */
export const turkish: InflectionTable = {
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
