/** GET /v1/cost */
import * as z from 'zod';
import { type Bill, billFor, measuredUsage, listPrices } from '../../core/cost.ts';
import type { SearchDeps } from '../deps.ts';
import { answer, json } from '../http/answer.ts';
import { route } from '../http/route.ts';

const dollars = z.object({
  dynamodb: z.number(),
  s3: z.number(),
  sqs: z.number(),
  lambda: z.number(),
  total: z.number(),
});
const usage = z.object({
  writeUnits: z.number(),
  readUnits: z.number(),
  puts: z.number(),
  gets: z.number(),
  messages: z.number(),
  invocations: z.number(),
  gigabyteSeconds: z.number(),
});

export const costAnswer = z.object({
  currency: z.literal('USD'),
  /** What a document uses on average, as measured on invented news (`npm run bench:cost`), and what each unit costs by list. */
  perDocument: usage,
  prices: usage,
  perMillion: dollars,
  /** Documents there are, and what bringing them in cost on AWS by these figures, if each was looked at once. An estimate: bills are AWS's. */
  documents: z.number().int(),
  estimate: dollars,
});

export const cost = route(
  {
    path: '/v1/cost',
    summary: 'What documents cost on AWS: measured use, list prices, an estimate.',
    scope: 'operate',
    parameters: {},
    answers: { [json]: costAnswer },
  },
  async (c, _asked, { search }: SearchDeps) => {
    const { documents } = await search.facets(0);
    return answer(c, costAnswer, {
      currency: 'USD',
      perDocument: measuredUsage,
      prices: listPrices,
      perMillion: rounded(billFor(measuredUsage, 1_000_000)),
      documents,
      estimate: rounded(billFor(measuredUsage, documents)),
    });
  },
);

/** To the cent's hundredth part. */
function rounded(bill: Bill): Bill {
  return Object.fromEntries(
    Object.entries(bill).map(([name, value]) => [name, Number(value.toFixed(4))]),
  ) as Bill;
}
