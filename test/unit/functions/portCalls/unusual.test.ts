/** All that the stages ask of their ports when something is short: time, rights or size. */
import { it } from 'vitest';
import { startReprocessing } from '../../../../functions/sweep/reprocess.ts';
import { sweep } from '../../../../functions/sweep/sweep.ts';
import { RecordedWorld } from './recordedWorld.ts';
import { expectAsNoted, feed, story } from './texts.ts';

const hour = 3_600_000;
const lines = (...texts: string[]) =>
  texts.map((text, i) => JSON.stringify({ title: `Line ${i}`, text })).join('\n');

it('of files that one execution does not read to the end', async () => {
  const world = new RecordedWorld({ rowsPerStep: 2, deadlineMilliseconds: 0 });
  const texts = ['Ada Amber', 'Bea Brown', 'Cleo Cole', 'Dora Dean'].map((who) => story(who));
  world.title('a container');
  await world.put({ 'lines.jsonl': lines(...texts) });
  world.title('another version of it');
  await world.put({ 'lines.jsonl': lines(...texts.slice(1), 'unannotatable text') });
  world.title('it goes');
  await world.delete('lines.jsonl');
  await expectAsNoted(world, 'deadlines');
});

it('of messages that come again, with and without deaths', async () => {
  const world = new RecordedWorld({ deadlyAttempts: 2, attemptMilliseconds: 1000 });
  world.receives = 3;
  for (const title of ['the first attempt', 'the second', 'the third']) {
    world.title(title);
    await world.put({ 'a.txt': story('Ada Amber', '3 May 2021', ` ${title}`) });
    world.now += 2000;
  }
  const [claim] = world.rows('OBJ#', 'META');
  if (claim !== undefined)
    await world.table.put({ ...claim, lost: { version: 'v3', times: 2, began: world.now - 5000 } });
  world.title('after two deaths');
  await world.handle('a.txt');
  world.title('another version');
  await world.put({ 'a.txt': story('Ada Amber') });
  await expectAsNoted(world, 'redelivered');
});

it('of lines and files that are refused, and files of the authority', async () => {
  const world = new RecordedWorld({ rowsPerStep: 2 });
  const good = lines(story('Ada Amber'), story('Bea Brown'));
  world.title('lines of which two are refused');
  await world.put({ 'lines.jsonl': `${good}\n[]\n{"title": "Tal` });
  world.title('another good one, with the same refused');
  await world.put({ 'lines.jsonl': `${lines(story('Cleo Cole'), story('Bea Brown'))}\n[]\n{"title": "Tal` });
  world.title('the same, read by another reader');
  world.versions = { model: 'model-1', reader: 'reader-2' };
  await startReprocessing(world.ports);
  await world.handle('lines.jsonl');
  world.title('another reason for one of them, none for the other');
  await world.put({ 'lines.jsonl': `${good}\n{"title": "Tal` });
  world.title('none of them is good');
  await world.put({ 'lines.jsonl': '[]\n[]' });
  world.title('a file of the authority');
  const entry = (id: string, name: string) => JSON.stringify({ id, name, source: 'desk' });
  const entries = [entry('place/pier', 'Pier'), entry('place/quay', 'Quay')];
  await world.put({ 'authority/places.jsonl': `${entries.join('\n')}\n{"id": 1}` });
  world.title('one entry less');
  await world.put({ 'authority/places.jsonl': entries[0] ?? '' });
  world.title('it is no file of the authority any more');
  await world.put({ 'authority/places.jsonl': '' });
  world.title('it goes');
  await world.delete('authority/places.jsonl');
  await expectAsNoted(world, 'refused');
});

it('of files that nobody can read, and that can be read later', async () => {
  const world = new RecordedWorld();
  world.unreadable.add('a.txt').add('feed.json');
  world.title('unreadable');
  await world.put({ 'a.txt': story('Ada Amber'), 'feed.json': feed(['1', story('Cleo Cole')]) });
  await world.notes('sweep', () => sweep(world.ports));
  world.unreadable.clear();
  world.title('readable');
  await world.notes('sweep', () => sweep(world.ports));
  await world.work();
  await world.notes('sweep', () => sweep(world.ports));
  await expectAsNoted(world, 'unreadable');
});

it('of large texts, old objects and texts that cannot be annotated', async () => {
  const world = new RecordedWorld();
  const large = Array.from({ length: 4000 }, (_, i) => ` Sentence ${i * 7919} of many.`).join('');
  world.title('large');
  await world.put({ 'large.txt': story('Ada Amber', '3 May 2021', large), 'b.txt': story('Bea Brown') });
  world.now += 30 * hour;
  world.title('the same once more, when its objects are old');
  await world.put({ 'large.txt': story('Ada Amber', '3 May 2021', large), 'copy.txt': story('Bea Brown') });
  world.title('unannotatable');
  await world.put({ 'c.txt': `${story('Cleo Cole')} unannotatable` });
  await world.delete('large.txt');
  await world.notes('sweep', () => sweep(world.ports));
  await expectAsNoted(world, 'large');
});

it('of a day with hundreds of documents', async () => {
  const world = new RecordedWorld({ shardDocuments: [2, 4], openCharacters: 1, openDays: 1 });
  const files = (from: number, to: number) =>
    Object.fromEntries(
      Array.from({ length: to - from }, (_, i) => [
        `${from + i}.txt`,
        story('Ada Amber', '1 June 2021', ` Number ${from + i}.`),
      ]),
    );
  await world.put(files(0, 8));
  world.forget();
  world.title('one more, and one less');
  await world.put(files(8, 9));
  await world.delete('3.txt');
  await world.notes('sweep', () => sweep(world.ports));
  world.title('a row of shards is lost, another is wrong');
  const [lost, wrong] = world.rows('ENT#', 'SHARD#');
  if (lost !== undefined) await world.table.delete(lost);
  if (wrong !== undefined) await world.table.put({ ...wrong, parts: {} });
  await world.notes('sweep', () => sweep(world.ports));
  await world.work();
  await expectAsNoted(world, 'shards');
});

it('of races that are lost', async () => {
  const world = new RecordedWorld({ shardDocuments: [2, 3], openCharacters: 1, openDays: 1 });
  const texts = [1, 2, 3, 4, 5].map((i) => [`${i}.txt`, story('Ada Amber', '3 May 2021', ` ${i}.`)]);
  await world.put({ ...Object.fromEntries(texts), 'old.txt': story('Ada Amber', '1 May 2021') });
  world.forget();
  for (const losing of ['SHARD#', 'META', 'TALLY#', 'DAY#', 'FROM#', 'DOC#']) {
    world.title(losing);
    world.losing = losing;
    await world.put({
      '6.txt': story('Ada Amber', '3 May 2021', ` 6 ${losing}`),
      'old.txt': story('Ada Amber', '1 May 2021', ` ${losing}`),
    });
  }
  await expectAsNoted(world, 'lostRaces');
});
