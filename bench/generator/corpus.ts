/**
 * The corpus: operations on the keys of an inbox in the order of time, one after the other, so that memory does not grow with the corpus.
 * What comes is decided by the seed alone.
 */
import { Random } from '../../core/random.ts';
import { idOf, person, population, zipf } from './cast.ts';
import { feedEnding, feedOf } from './feeds.ts';
import { batchOf, guidOf, keyOf, pageOf, publishedOf } from './formats.ts';
import { entitiesOf, type Happening, happening, reprint, revise, type Story, write } from './story.ts';
import { dayOf, timeOf } from './storyText.ts';
import { type BatchFormat, type FeedFormat, type Source, sources } from './vocabulary.ts';

/** What a document is and whom it names. */
export interface Truth {
  /** Of the operation that brought it. */
  n: number;
  key: string;
  /** Within a container: as the reader names it. A feed's is that of the first snapshot that shows the story. */
  part?: string;
  /** What a feed calls it, in every snapshot, or an item of a wire or a message itself, in every version. */
  guid?: string;
  title: string;
  /** A day or a second, as far as the document says. */
  published: string;
  entities: { id: string; type: string; name: string }[];
  /** It is there at the end: neither overwritten nor deleted. */
  current: boolean;
}

export type Operation =
  | {
      n: number;
      at: string;
      op: 'put' | 'overwrite';
      key: string;
      file: string;
      body: string;
      truth: Truth[];
    }
  | { n: number; at: string; op: 'delete'; key: string };

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.parse('2021-03-01T00:00:00Z');
const shownInFeed = 12;
const remembered = 60;

type Step = { time: number; op: 'overwrite' | 'delete' };
interface Due extends Step {
  story: Story;
  key: string;
  after: readonly Step[];
}

/** @param documents how many: each story of each source counts once, however many versions it has */
export function* corpus({ documents, seed }: { documents: number; seed: number }): Generator<Operation> {
  yield* new Newsrooms(documents, new Random(seed)).all();
}

class Newsrooms {
  readonly #documents: number;
  readonly #random: Random;
  /** A month at least, until there is as much news as on any day. */
  readonly #perDay: number;
  #operations = 0;
  #events: (Happening & { until: number })[] = [];
  #wire: Story[] = [];
  #due: Due[] = [];
  readonly #feeds = new Map<Source, { format: FeedFormat; shown: Story[]; fresh: number }>();
  readonly #batches = new Map<Source, { format: BatchFormat; stories: Story[] }>();

  constructor(documents: number, random: Random) {
    this.#documents = documents;
    this.#random = random;
    this.#perDay = Math.min(600, Math.max(10, Math.ceil(documents / 30)));
  }

  *all(): Generator<Operation> {
    const step = day / this.#perDay;
    let time = start;
    for (let i = 0; i < this.#documents; i++) {
      const next = start + Math.floor((i + this.#random.next()) * step);
      yield* this.#until(time, next);
      time = next;
      yield* this.#publish(this.#story(i, time));
    }
    yield* this.#until(time, Number.POSITIVE_INFINITY);
  }

  /** What happens between two stories. The feeds and batches of an hour are ready when it is over. */
  *#until(from: number, to: number): Generator<Operation> {
    const end = (Math.floor(from / hour) + 1) * hour;
    if (end <= to) {
      yield* this.#changes(end);
      yield* this.#snapshots(end);
      const over = Math.floor(to / (6 * hour)) > Math.floor(from / (6 * hour));
      if (over) yield* this.#deliveries(end);
    }
    yield* this.#changes(to);
  }

  #story(i: number, time: number): Story {
    const random = this.#random;
    const id = i.toString(36).padStart(4, '0');
    const original = this.#wire.length > 0 && random.chance(0.22) ? random.pick(this.#wire) : undefined;
    if (original !== undefined && time - original.published < day)
      return reprint(random, original, id, this.#source(false), time);
    const source = this.#source(true);
    const author = person(population.person + 9 * sources.indexOf(source) + random.below(9)).name;
    const story = write(random, id, source, this.#happening(time), time, author);
    if (source.wire) this.#wire = [...this.#wire.slice(1 - remembered), story];
    return story;
  }

  /** The busiest first, by Zipf's law. Agencies print nobody else's stories. */
  #source(agencies: boolean): Source {
    for (;;) {
      const source = sources[zipf(this.#random, sources.length)];
      if (source !== undefined && (agencies || !source.wire)) return source;
    }
  }

  /** About three events a day begin and last up to five days; two stories in five belong to one of them, mostly to the newest. */
  #happening(time: number): Happening {
    const random = this.#random;
    this.#events = this.#events.filter(({ until }) => until > time);
    if (random.chance(3 / this.#perDay)) {
      this.#events.unshift({ ...happening(random, true), until: time + (1 + 4 * random.next()) * day });
    }
    const event = this.#events[zipf(random, Math.max(1, this.#events.length))];
    return event !== undefined && random.chance(0.4) ? event : happening(random, false);
  }

  *#publish(story: Story): Generator<Operation> {
    const { source } = story;
    if (source.format === 'jsonl' || source.format === 'csv') {
      const { stories } = this.#batches.get(source) ?? { stories: [] };
      this.#batches.set(source, { format: source.format, stories: [...stories, story] });
    } else if (source.format === 'json-feed' || source.format === 'rss' || source.format === 'atom') {
      const { shown, fresh } = this.#feeds.get(source) ?? { shown: [], fresh: 0 };
      const now = [story, ...shown].slice(0, Math.max(shownInFeed, fresh + 1));
      this.#feeds.set(source, { format: source.format, shown: now, fresh: fresh + 1 });
    } else {
      yield this.#put('put', keyOf(story), story, story.published, this.#life(story.published));
    }
  }

  /** One story in ten is changed, some of them twice; one in forty is taken down. */
  #life(published: number): Step[] {
    const random = this.#random;
    const steps: Step[] = [];
    let time = published;
    for (let chance = 0.1; random.chance(chance); chance = 0.3) {
      time += (10 + random.below(600)) * minute;
      steps.push({ time, op: 'overwrite' });
    }
    if (random.chance(0.025)) steps.push({ time: time + (1 + random.below(72)) * hour, op: 'delete' });
    return steps;
  }

  *#changes(to: number): Generator<Operation> {
    for (let next = this.#due[0]; next !== undefined && next.time <= to; next = this.#due[0]) {
      this.#due.shift();
      const { story, key, time, after } = next;
      if (next.op === 'delete') yield { n: ++this.#operations, at: timeOf(time), op: 'delete', key };
      else yield this.#put('overwrite', key, revise(this.#random, story, time), time, after);
    }
  }

  #put(op: 'put' | 'overwrite', key: string, story: Story, time: number, life: readonly Step[]): Operation {
    const [next, ...after] = life;
    if (next !== undefined) {
      const place = this.#due.findLastIndex((other) => other.time <= next.time) + 1;
      this.#due.splice(place, 0, { ...next, story, key, after });
    }
    const n = ++this.#operations;
    return object(n, op, time, key, pageOf(story), [
      truthOf(n, key, story, { guid: guidOf(story), current: next === undefined }),
    ]);
  }

  *#snapshots(time: number): Generator<Operation> {
    for (const [source, feed] of this.#feeds) {
      if (feed.fresh === 0) continue;
      const n = ++this.#operations;
      const key = `${source.folder}/feed/${timeOf(time).slice(0, 13)}.${feedEnding(feed.format)}`;
      const fresh = feed.shown.slice(0, feed.fresh);
      const truth = fresh.map((story, i) =>
        truthOf(n, key, story, { part: `items/${i}`, guid: story.id, current: true }),
      );
      yield object(n, 'put', time, key, feedOf(source, feed.format, feed.shown), truth);
      feed.fresh = 0;
    }
  }

  *#deliveries(time: number): Generator<Operation> {
    for (const [source, { format, stories }] of this.#batches) {
      const n = ++this.#operations;
      const key = `${source.folder}/${dayOf(time)}/batch-${timeOf(time).slice(11, 13)}.${format}`;
      const truth = stories.map((story) => truthOf(n, key, story, { part: `id ${story.id}`, current: true }));
      yield object(n, 'put', time, key, batchOf(format, stories), truth);
    }
    this.#batches.clear();
  }
}

/** The last version of a key lies where it would in an inbox, earlier ones and what is deleted apart from it. */
function object(
  n: number,
  op: 'put' | 'overwrite',
  time: number,
  key: string,
  body: string,
  truth: Truth[],
): Operation {
  const current = truth.every((one) => one.current);
  const number = String(n).padStart(9, '0');
  const file = current ? `inbox/${key}` : `earlier/${number.slice(0, 6)}/${number}`;
  return { n, at: timeOf(time), op, key, file, body, truth };
}

function truthOf(
  n: number,
  key: string,
  story: Story,
  rest: { part?: string; guid?: string | undefined; current: boolean },
): Truth {
  const { part, guid, current } = rest;
  return {
    n,
    key,
    ...(part === undefined ? {} : { part }),
    ...(guid === undefined ? {} : { guid }),
    title: story.title.text,
    published: publishedOf(story),
    entities: entitiesOf(story).map((entity) => ({ id: idOf(entity), type: entity.type, name: entity.name })),
    current,
  };
}
