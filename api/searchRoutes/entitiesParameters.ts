/** The parameters of GET /v1/entities. */
import type * as z from 'zod';
import { entityTypes } from '../../core/entities/annotation.ts';
import { rankingOrders } from '../../core/search/entityRanking.ts';
import { pageParameters } from '../http/page.ts';
import {
  choiceParameter,
  collapseParameter,
  countryParameter,
  dayRangeParameters,
  sourceParameter,
  textParameter,
} from '../http/parameterSchemas.ts';
import { searchTextParameter } from './searchQuery.ts';

/** What only a ranking takes. */
export const rankingParameters = {
  order: choiceParameter(rankingOrders).optional(),
  within: searchTextParameter.optional().describe('a search, whose documents alone are counted'),
  ...dayRangeParameters,
  source: sourceParameter,
  collapse: collapseParameter,
};

export const entitiesParameters = {
  q: textParameter(200, 'the beginning of a name').optional(),
  type: choiceParameter(entityTypes).optional(),
  country: countryParameter,
  ...rankingParameters,
  ...pageParameters,
};
export type EntitiesParams = z.output<z.ZodObject<typeof entitiesParameters>>;
