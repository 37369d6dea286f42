import type { InflectionTable } from './inflectionTable.ts';

/**
 * Prepositions govern the cases, so nothing dangles. Given names are inflected too (Donald Tusk, Donaldem
 * Tuskiem).
 */
export const polish: InflectionTable = {
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
    locative     niu              ń    .
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
