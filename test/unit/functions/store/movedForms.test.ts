/** A name that may be a form of another is asked again when that one comes, wherever a decision put it. */
import { expect, it } from 'vitest';
import { DecidedArchive } from '../../core/decisions/decidedArchive.ts';

const story = (day: number, who: string) =>
  ` date 2021-05-0${day} ${who} in fisheries talks\n\n${who} met Chidi Bello, Ngozi Adeyemi and Tunde ` +
  `Balogun. ${who} said that the Harbour Board had misled Parliament about fisheries quotas.`;

const entity = 'person/alan-velmarin';

it.each<Record<string, string>>([
  { action: 'merge', entity, into: 'person/chidi-bello' },
  { action: 'merge', entity, into: 'organization/harbour-board' },
  { action: 'retype', entity, type: 'group' },
  { action: 'hide', entity },
])('%j', async (decision) => {
  const archive = new DecidedArchive();
  await archive.put('form.txt', story(1, 'Alan Velmarin'));
  await archive.decide(decision);
  for (const day of [2, 3, 4, 5, 6]) await archive.put(`${day}.txt`, story(day, 'Alan Velmar'));
  const { items } = await archive.room.json('/v1/entities/person/alan-velmar/links');
  expect(items).toMatchObject([{ name: { form: 'Alan Velmarin' } }]);
});
