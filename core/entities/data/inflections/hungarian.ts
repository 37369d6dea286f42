import type { InflectionTable } from './inflectionTable.ts';

/**
 * -val doubles the consonant before it (Orbán, Orbánnal); a final -a or -e becomes long (Obama, Obamával).
 */
export const hungarian: InflectionTable = {
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
