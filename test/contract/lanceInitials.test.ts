/** How LanceDB ranks what is found by initials. */
import { expect, it } from 'vitest';
import { row } from './suites/searchRows.ts';
import { temporaryLance } from './suites/temporaryLance.ts';

const open = temporaryLance();

it('letters of initials weigh in a title where they follow one another, not alone', async () => {
  const { search, close } = await open();
  const other = (n: number) =>
    row(`${n}`, { title: n % 5 ? 'Plans' : "A mayor's plan", text: 'He has a plan.' });
  const said =
    'The NHS is short of nurses. The NHS pays too little, nurses of the NHS say. The strike goes on.';
  const sang =
    'The King came to the harbour, where an NHS choir sang, and then he went on to the quay there.';
  const paid = 'Nurses are paid more from today on, all over the country, and the others will be soon, too.';
  await search.merge([
    ...Array.from({ length: 60 }, (_, n) => other(n)),
    row('strike', { title: 'Nurses strike over pay', text: said }),
    row('visit', { title: "Britain's day: King's visit", text: sang }),
    row('pay', { title: 'N.H.S. pay', text: paid }),
  ]);
  const where = { any: [{ word: 'NHS' }, { word: 'N.H.S.' }] };
  const { hits } = await search.query({ where, order: 'relevance', limit: 9, offset: 0 });
  expect(hits.map(({ id }) => id)).toEqual(['pay', 'strike', 'visit']);
  await close();
});
