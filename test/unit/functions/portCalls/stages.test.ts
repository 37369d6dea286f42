/**
 * All that the stages ask of their ports, call by call: which reads are consistent, which rows are written
 * under which conditions, what is sent on. A difference is a change of the protocol, of a stored format or
 * of what a file costs: read it, then accept it with `--update`.
 */
import { it } from 'vitest';
import { RecordedWorld } from './recordedWorld.ts';
import { expectAsNoted, feed, story } from './texts.ts';

it('of files that come, change, come again and go', async () => {
  const world = new RecordedWorld();
  world.title('two files with one person and one day');
  await world.put({ 'a.txt': story('Ada Amber'), 'b.txt': story('Ada Amber', '3 May 2021', ' More.') });
  world.title('a message twice');
  await world.handle('a.txt');
  world.title('another person, on another day');
  await world.put({ 'a.txt': story('Bea Brown', '4 June 2021') });
  world.title('the same text under another key');
  await world.put({ 'c.txt': story('Bea Brown', '4 June 2021') });
  world.title('one of the two goes');
  await world.delete('a.txt');
  world.title('the other goes');
  await world.delete('c.txt');
  world.title('a file that was never there');
  await world.handle('never.txt');
  world.title('a file that cannot be read');
  await world.put({ 'broken.pdf': '%PDF-1.4 broken' });
  await expectAsNoted(world, 'files');
});

it('of feeds and containers', async () => {
  const world = new RecordedWorld({ rowsPerStep: 2 });
  const [one = '', two = '', three = ''] = ['Ada Amber', 'Bea Brown', 'Cleo Cole'].map((who) => story(who));
  world.title('a feed');
  await world.put({ 'feed.json': feed(['1', one], ['2', two]) });
  world.title('one item less, one more');
  await world.put({ 'feed.json': feed(['2', two], ['3', three]) });
  world.title('an item changed');
  await world.put({ 'feed.json': feed(['2', `${two} Again.`], ['3', three]) });
  world.title('lines of which one is broken');
  const line = (title: string) => JSON.stringify({ title, text: `${one} ${title}` });
  await world.put({ 'lines.jsonl': `${['One', 'Two', 'Three'].map(line).join('\n')}\nnot JSON\n` });
  world.title('the lines go');
  await world.delete('lines.jsonl');
  await expectAsNoted(world, 'containers');
});

it('of an entity with many documents and days', async () => {
  const world = new RecordedWorld({ shardDocuments: [2, 4], openCharacters: 1, openDays: 1 });
  world.title('a day with one document, then with three');
  await world.put({ '1.txt': story('Ada Amber', '3 May 2021', ' One.') });
  await world.put({
    '2.txt': story('Ada Amber', '3 May 2021', ' Two.'),
    '3.txt': story('Ada Amber', '3 May 2021', ' Three, with Bea Brown.'),
  });
  world.title('other days, of which the older are closed');
  for (const day of [4, 5, 6]) await world.put({ [`${day}.txt`]: story('Ada Amber', `${day} May 2021`) });
  world.title('a document of a closed day changes, and one of a day with shards goes');
  await world.put({ '4.txt': story('Ada Amber', '4 May 2021', ' Four.') });
  await world.delete('3.txt');
  world.title('undated, and many mentions');
  await world.put({ 'undated.txt': `Talks\n\nAda Amber met Ada Amber, and Amber said so.\n` });
  await expectAsNoted(world, 'entities');
});
