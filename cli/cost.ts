/** `dateline cost`: what bringing documents in costs on AWS, by measured use and list prices. */
import { billFor, measured } from '../core/cost.ts';
import { type Command, UsageFault } from './command.ts';

export const cost: Command = {
  summary: 'what documents cost on AWS: those there are, or N of them',
  operands: [],
  options: { documents: { value: 'N' } },
  async run({ ports: { search } }, { options: { documents: asked } }, print) {
    if (asked !== undefined && !/^\d{1,12}$/.test(asked))
      throw new UsageFault(`«${asked}» is no number of documents.`);
    const documents = asked === undefined ? (await search.facets(0)).documents : Number(asked);
    const { total, ...parts } = billFor(measured, documents);
    for (const [name, dollars] of Object.entries(parts)) print(`${name.padEnd(9)} ${money(dollars)}`);
    print(
      `${'total'.padEnd(9)} ${money(total)}   for ${documents} documents, each looked at once: an estimate, without storage, transfer and requests to the API`,
    );
    return 0;
  },
};

function money(dollars: number): string {
  return `$${dollars.toFixed(dollars < 1 ? 4 : 2)}`;
}
