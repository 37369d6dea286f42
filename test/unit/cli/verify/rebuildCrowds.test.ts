/** A rebuild asks again what it decided before all evidence for a crowded name was there. */
import { expect, it } from 'vitest';
import { rebuild } from '../../../../cli/verify/rebuild.ts';
import { documentId } from '../../../../core/document/documentIdentity.ts';
import { thresholds } from '../../../../core/protocol/thresholds.ts';
import { keys } from '../../../../core/records/keys.ts';
import { Records } from '../../functions/sweep/records.ts';

const told = (who: string, what: string, day: string) => `Fisheries talks in London ${what}

LONDON, ${day} 2021 - ${who} met Dominic Raab, Heiko Maas and Sergei Lavrov in London.

The ministers discussed fisheries quotas during lengthy negotiations about harbour subsidies. ${who} spoke.
`;

it('whom more documents follow than are asked at once', async () => {
  const { inbox, ports } = new Records();
  await inbox.put('a/lone.txt', told('Mr Blinken', 'go on', '4 May'));
  for (let i = 0; i < 8; i++) await inbox.put(`b/${i}.txt`, told('Antony Blinken', `${i}`, '3 May'));
  for (let i = 0; i < 4; i++) await inbox.put(`c/${i}.txt`, told('Mr Blinken', `have round ${i}`, '6 May'));
  const sizes = { ...thresholds, crowdedDocuments: 2, relinkedDocuments: 2 };
  const { table } = await rebuild(inbox, { ...ports, thresholds: sizes });
  const doc = documentId({ key: 'a/lone.txt', part: '', ordinal: 0 });
  const row = await table.get(keys.shortName('person/blinken', '2021-05-04', doc));
  expect(row).toMatchObject({ to: 'person/antony-blinken' });
});
