import { rm } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { Random } from '../../../core/random.ts';
import { deadlyAttempts } from '../../../local/homeFolder.ts';
import { Dateline } from '../../pipeline/dateline.ts';

/** A new seed for each run, printed with the test. It determines the files and how long each run lives. */
const seed = Date.now() % 1_000_000;
const files = 300;
const kills = 20;

const people = ['Antony Blinken', 'Sanna Marin', 'Dominic Raab', 'Joe Biden', 'Annalena Baerbock'];
const places = ['London', 'Helsinki', 'Tokyo', 'Berlin'];

type Change = { name: string; body?: string };

/** 300 files with some overwrites and deletions; a few files are refused. */
function changes(random: Random): Change[] {
  const made: Change[] = [];
  const story = (i: number) => {
    if (random.chance(0.03)) return '';
    const day = `2021-05-${String(1 + random.below(28)).padStart(2, '0')}`;
    const title = `Talks number ${i} go on in ${random.pick(places)}.`;
    const [minister, guest] = [random.pick(people), random.pick(people)];
    const meeting = `Foreign Minister ${minister} met ${guest} in ${random.pick(places)}`;
    return ` date ${day} ${title}\n\n${meeting}, and said that talks would go on.`;
  };
  for (let i = 0; i < files; i++) {
    made.push({ name: `wire/${i % 7}/story-${i}.txt`, body: story(i) });
    const earlier = made[random.below(made.length)];
    if (earlier !== undefined && random.chance(0.25))
      made.push(random.chance(0.4) ? { name: earlier.name } : { name: earlier.name, body: story(i) });
  }
  // One seed of 4,000 leaves no other empty file at the end.
  made.push({ name: 'wire/empty.txt', body: '' });
  return made;
}

async function make(dateline: Dateline, { name, body }: Change): Promise<void> {
  if (body === undefined) await rm(path.join(dateline.inbox, name), { force: true });
  else await dateline.drop(name, body);
}

/** Everything that a reader can query, without what depends on when the files were put. */
async function answers(dateline: Dateline) {
  const documents = (await dateline.all('/v1/documents')).map(({ ingested: _, ...document }) => document);
  const texts = [];
  for (const { links } of documents)
    texts.push(await dateline.json(links.text), await dateline.all(links.mentions));
  const ids = new Set<string>(
    documents.flatMap(({ entities }) => entities.map(({ id }: { id: string }) => id)),
  );
  const entities = [];
  for (const id of [...ids].sort()) {
    entities.push(
      await dateline.json(`/v1/entities/${id}`),
      await dateline.all(`/v1/entities/${id}/timeline`),
    );
    entities.push(
      (await dateline.all(`/v1/entities/${id}/documents`)).map((document: { id: string }) => document.id),
    );
  }
  const found: unknown[] = [(await dateline.all('/v1/entities?q=b')).map(({ id }: { id: string }) => id)];
  for (const word of ['talks', 'helsinki', 'marin'])
    found.push((await dateline.all(`/v1/search?q=${word}`)).map(({ id }: { id: string }) => id).sort());
  const refused = (await dateline.all('/v1/quarantine')).map(({ key, code }) => `${key} ${code}`).sort();
  return { documents: documents.sort((a, b) => (a.id < b.id ? -1 : 1)), texts, entities, found, refused };
}

/** How many messages a killed process left in its queues. */
function countQueued({ home }: Dateline): number {
  const database = new DatabaseSync(path.join(home, 'queues.sqlite'), { readOnly: true });
  try {
    return Number(database.prepare('SELECT count(*) AS count FROM messages').get()?.count);
  } finally {
    database.close();
  }
}

describe('kill -9', () => {
  const killed = new Dateline();
  const undisturbed = new Dateline();
  afterAll(() => Promise.all([killed.remove(), undisturbed.remove()]));

  it(`${kills} times at any moment makes no difference (seed ${seed})`, { timeout: 300_000 }, async () => {
    console.log(`kills: seed ${seed}`);
    const random = new Random(seed);
    const all = changes(random);
    const overwritten = all.filter(
      ({ name, body }, i) => body !== undefined && all.findIndex((other) => other.name === name) < i,
    );
    expect(overwritten.length).toBeGreaterThan(10);
    expect(all.filter(({ body }) => body === undefined).length).toBeGreaterThan(10);
    const share = Math.ceil(all.length / kills);
    let interrupted = 0;
    for (let life = 0; life < kills; life++) {
      await killed.start();
      const dropping = (async () => {
        for (const change of all.slice(life * share, (life + 1) * share)) await make(killed, change);
      })();
      // Kill at a random moment.
      await new Promise((resolve) => setTimeout(resolve, random.below(900)));
      await killed.stop('SIGKILL');
      if (countQueued(killed) > 0) interrupted++;
      await dropping;
    }
    expect(interrupted).toBeGreaterThan(kills / 2); // kills that interrupted work
    await killed.start();
    await killed.idle();
    // A file that was being read alone at two kills counts as their cause, as with the kernel's own kills; its
    // remedy is a redrive. So each kill counts against one file at most. How many are blamed depends on the
    // machine: on a busy one, most kills come while the first file of a start is read.
    const redriven = await killed.post('/v1/quarantine/redrive', { code: 'input.crashed' });
    const { keys: blamed } = (await redriven.json()) as { keys: number };
    expect(blamed).toBeLessThanOrEqual(Math.floor(kills / deadlyAttempts));
    await killed.idle();

    await undisturbed.start();
    for (const change of all) await make(undisturbed, change);
    await undisturbed.idle();

    const [got, want] = [await answers(killed), await answers(undisturbed)];
    expect(want.documents.length).toBeGreaterThan(200);
    expect(want.refused.length).toBeGreaterThan(0);
    expect(got).toEqual(want);
    expect((await killed.json('/v1/health')).dead).toBe(0);
  });
});
