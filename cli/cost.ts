/** `dateline cost`: estimates what ingesting documents costs on AWS, from measured usage and list prices. */
import { billFor, measuredUsage } from '../core/cost.ts';
import { type Command, UsageError } from './command.ts';

export const cost: Command = {
  summary: 'estimates the AWS cost of the stored documents, or of N documents',
  operands: [],
  options: { documents: { value: 'N' } },
  async run({ ports: { search } }, { options: { documents: given } }, print) {
    if (given !== undefined && !/^\d{1,12}$/.test(given))
      throw new UsageError(`"${given}" is not a number of documents.`);
    const documents = given === undefined ? (await search.facets(0)).documents : Number(given);
    const { total, ...parts } = billFor(measuredUsage, documents);
    for (const [name, dollars] of Object.entries(parts)) print(`${name.padEnd(9)} ${money(dollars)}`);
    print(
      `${'total'.padEnd(9)} ${money(total)}   for ingesting ${documents} documents once ` +
        '(an estimate without storage, data transfer and API requests)',
    );
    return 0;
  },
};

function money(dollars: number): string {
  return `$${dollars.toFixed(dollars < 1 ? 4 : 2)}`;
}
