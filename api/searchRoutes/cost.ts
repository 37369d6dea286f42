/** GET /v1/cost */
import * as z from 'zod';
import { awsUsage } from '../../core/budget/spending.ts';
import { type Bill, billFor, listPrices, measuredUsage } from '../../core/cost.ts';
import type { SearchDependencies } from '../dependencies.ts';
import { jsonMediaType, jsonResponse } from '../http/response.ts';
import { route } from '../http/route.ts';

const billSchema = z.object({
  dynamodb: z.number(),
  s3: z.number(),
  sqs: z.number(),
  lambda: z.number(),
  total: z.number(),
});

const costSchema = z.object({
  currency: z.literal('USD'),
  /** Average use per document, measured on invented news (`npm run bench:cost`). */
  perDocument: awsUsage,
  /** List prices per unit. */
  prices: awsUsage,
  perMillion: billSchema,
  /** Documents stored. */
  documents: z.number().int(),
  /** What storing them cost by these figures, if each was handled once. Only AWS knows the actual bill. */
  estimate: billSchema,
});

export const costRoute = route(
  {
    path: '/v1/cost',
    summary: 'What documents cost on AWS: measured use, list prices and an estimate.',
    scope: 'operate',
    parameters: {},
    responses: { [jsonMediaType]: costSchema },
  },
  async (c, _params, { search }: SearchDependencies) => {
    const { documents } = await search.census();
    return jsonResponse(c, costSchema, {
      currency: 'USD',
      perDocument: measuredUsage,
      prices: listPrices,
      perMillion: round(billFor(measuredUsage, 1_000_000)),
      documents,
      estimate: round(billFor(measuredUsage, documents)),
    });
  },
);

/** To a hundredth of a cent. */
function round(bill: Bill): Bill {
  return Object.fromEntries(
    Object.entries(bill).map(([name, value]) => [name, Number(value.toFixed(4))]),
  ) as Bill;
}
