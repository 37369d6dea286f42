/**
 * `npm run bench:cost [-- --documents N] [--corpus DIR|FILE] [--only bulk,live1000] [--rows]`: sends texts
 * through the real stages and counts what AWS would charge for: in bulk, and as they come at 1,000, 10,000
 * and 100,000 a day. The texts are those of a corpus, or invented ones with the same measures
 * (generator/measuredNews.ts). `--rows` says what each kind of row, object and request costs. The last line
 * is one JSON object.
 *
 * Units and requests are exact for these texts. Lambda's seconds are the waiting for S3, DynamoDB and SQS, by
 * their latencies (cost/virtualTime.ts), and the processor time of this machine.
 */
import { parseArgs } from 'node:util';
import { type AwsUsage, billFor, noUsage } from '../core/cost.ts';
import { deliver } from './cost/deliver.ts';
import type { Delivery } from './cost/delivery.ts';
import { readTexts, type Text } from './cost/texts.ts';
import { round } from './figures.ts';
import { measuredNews } from './generator/measuredNews.ts';

const deliveries: Record<string, Delivery> = {
  bulk: { perDay: 1000, isBulk: true },
  live1000: { perDay: 1000 },
  live10000: { perDay: 10_000 },
  live100000: { perDay: 100_000 },
};

const dollars = (usage: AwsUsage) =>
  Object.fromEntries(
    Object.entries(billFor(usage, 1_000_000)).map(([name, value]) => [name, Number(value.toFixed(2))]),
  );

function printRows(kinds: ReadonlyMap<string, AwsUsage>): void {
  const costs = [...kinds].map(([kind, usage]) => ({ kind, usage, total: billFor(usage, 1_000_000).total }));
  for (const { kind, usage, total } of costs.sort((a, b) => b.total - a.total)) {
    const used = Object.entries(usage).filter(([, value]) => value > 0);
    console.log(
      `  ${kind.padEnd(22)} $${total.toFixed(2).padStart(6)}  ` +
        used.map(([name, value]) => `${name} ${round(value)}`).join(', '),
    );
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      documents: { type: 'string' },
      seed: { type: 'string', default: '1' },
      corpus: { type: 'string' },
      only: { type: 'string', default: Object.keys(deliveries).join() },
      rows: { type: 'boolean', default: false },
    },
  });
  const documents = Number(values.documents ?? (values.corpus === undefined ? 400 : Number.MAX_SAFE_INTEGER));
  const texts: Text[] =
    values.corpus === undefined
      ? [...measuredNews({ documents, seed: Number(values.seed) })]
      : readTexts(values.corpus).slice(0, documents);
  const bills: Record<string, object> = {};
  const queryable: Record<string, object> = {};
  let perDocument = noUsage();
  const only = values.only.split(',');
  for (const [name, delivery] of Object.entries(deliveries)) {
    if (!only.includes(name)) continue;
    const measured = await deliver(texts, delivery);
    if (delivery.isBulk) perDocument = measured.perDocument;
    bills[name] = dollars(measured.perDocument);
    console.log(`${name}: ${measured.documents} documents, ${round(measured.postings)} postings and`);
    console.log(`  ${Math.round(measured.characters)} characters each; dollars per million documents:`);
    console.log(`  ${JSON.stringify(bills[name])}`);
    if (measured.queryable !== undefined) {
      const { warm, cold } = measured.queryable;
      console.log(`  queryable after ${round(warm)} s, ${round(cold)} s with cold starts (p95)`);
      queryable[name] = { warm: round(warm), cold: round(cold) };
    }
    if (values.rows) printRows(measured.kinds);
  }
  const of = (kind: string) =>
    Object.fromEntries(Object.entries(bills).filter(([name]) => name.startsWith(kind)));
  console.log(
    JSON.stringify({
      perDocument: Object.fromEntries(Object.entries(perDocument).map(([name, use]) => [name, round(use)])),
      dollarsPerMillion: bills.bulk,
      live: of('live'),
      queryable,
    }),
  );
}
