/** The tables of case endings, and what English has of them. */
import { wordSet } from '../../text/wordSet.ts';
import { estonian } from './inflections/estonian.ts';
import { finnish } from './inflections/finnish.ts';
import { hungarian } from './inflections/hungarian.ts';
import type { InflectionTable } from './inflections/inflectionTable.ts';
import { polish } from './inflections/polish.ts';
import { turkish } from './inflections/turkish.ts';

export const inflectionTables: readonly InflectionTable[] = [finnish, estonian, hungarian, turkish, polish];

/** Endings that English adds to names as well. Alone they are no evidence of another language. */
export const englishEndings = wordSet`
  a i s n t y e u an en on un is il it ia ina na ta la le ist ite er ra re al el ist st ks ie es ana ni ba
  be ga ini ig ce m
`;

/**
 * Endings that derive an English word from a name (the Obamas, Israeli, Italianist), or make another name of
 * it (Miller, Karim, Wallace, Krause).
 */
export const englishDerivations = wordSet`s is i an en ist er y t m ce e`;
