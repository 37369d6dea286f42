/**
 * Generates a corpus as operations on the keys of an inbox, in order of time. Operations are generated one by
 * one, so memory does not grow with the corpus. The seed alone determines them.
 */
import { Random } from '../../core/random.ts';
import { person, population, zipf } from './cast.ts';
import { feedEnding, feedOf } from './feeds.ts';
import { batchOf, guidOf, keyOf, pageOf } from './formats.ts';
import { groundTruthOf, type InboxOperation, putOperation } from './operation.ts';
import {
  drawEvent,
  type GeneratedStory,
  type NewsEvent,
  reprintStory,
  reviseStory,
  writeStory,
} from './story.ts';
import { dayOf, timeOf } from './storyText.ts';
import { type BatchFormat, type FeedFormat, type Source, sources } from './vocabulary.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const start = Date.parse('2021-03-01T00:00:00Z');
const shownInFeed = 12;
const remembered = 60;

type Step = { time: number; op: 'overwrite' | 'delete' };
interface Due extends Step {
  story: GeneratedStory;
  key: string;
  after: readonly Step[];
}

/** @param documents the number of stories; versions of the same story in the same source count once */
export function* corpus({ documents, seed }: { documents: number; seed: number }): Generator<InboxOperation> {
  yield* new CorpusGenerator(documents, new Random(seed)).all();
}

class CorpusGenerator {
  readonly #documents: number;
  readonly #random: Random;
  /** A corpus covers a month; a large one, more days at the maximum rate. */
  readonly #perDay: number;
  #operations = 0;
  #events: (NewsEvent & { until: number })[] = [];
  #wire: GeneratedStory[] = [];
  #due: Due[] = [];
  readonly #feeds = new Map<Source, { format: FeedFormat; shown: GeneratedStory[]; fresh: number }>();
  readonly #batches = new Map<Source, { format: BatchFormat; stories: GeneratedStory[] }>();

  constructor(documents: number, random: Random) {
    this.#documents = documents;
    this.#random = random;
    this.#perDay = Math.min(600, Math.max(10, Math.ceil(documents / 30)));
  }

  *all(): Generator<InboxOperation> {
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

  /**
   * The operations between two stories. Feeds appear at the end of each hour, batches at the end of every
   * six.
   */
  *#until(from: number, to: number): Generator<InboxOperation> {
    const end = (Math.floor(from / hour) + 1) * hour;
    if (end <= to) {
      yield* this.#changes(end);
      yield* this.#snapshots(end);
      const over = Math.floor(to / (6 * hour)) > Math.floor(from / (6 * hour));
      if (over) yield* this.#deliveries(end);
    }
    yield* this.#changes(to);
  }

  #story(i: number, time: number): GeneratedStory {
    const random = this.#random;
    const id = i.toString(36).padStart(4, '0');
    const original = this.#wire.length > 0 && random.chance(0.22) ? random.pick(this.#wire) : undefined;
    if (original !== undefined && time - original.published < day)
      return reprintStory(random, original, id, this.#source(false), time);
    const source = this.#source(true);
    const author = person(population.person + 9 * sources.indexOf(source) + random.below(9)).name;
    const story = writeStory(random, id, source, this.#event(time), time, author);
    if (source.wire) this.#wire = [...this.#wire.slice(1 - remembered), story];
    return story;
  }

  /**
   * Draws a source by Zipf's law. @param agencies whether news agencies are allowed: they do not reprint
   * others' stories
   */
  #source(agencies: boolean): Source {
    for (;;) {
      const source = sources[zipf(this.#random, sources.length)];
      if (source !== undefined && (agencies || !source.wire)) return source;
    }
  }

  /**
   * About three events begin each day and last up to five. Two stories in five belong to one, usually to a
   * recent one.
   */
  #event(time: number): NewsEvent {
    const random = this.#random;
    this.#events = this.#events.filter(({ until }) => until > time);
    if (random.chance(3 / this.#perDay)) {
      this.#events.unshift({ ...drawEvent(random, true), until: time + (1 + 4 * random.next()) * day });
    }
    const event = this.#events[zipf(random, Math.max(1, this.#events.length))];
    return event !== undefined && random.chance(0.4) ? event : drawEvent(random, false);
  }

  *#publish(story: GeneratedStory): Generator<InboxOperation> {
    const { source } = story;
    if (source.format === 'jsonl' || source.format === 'csv') {
      const { stories } = this.#batches.get(source) ?? { stories: [] };
      this.#batches.set(source, { format: source.format, stories: [...stories, story] });
    } else if (source.format === 'json-feed' || source.format === 'rss' || source.format === 'atom') {
      const { shown, fresh } = this.#feeds.get(source) ?? { shown: [], fresh: 0 };
      const now = [story, ...shown].slice(0, Math.max(shownInFeed, fresh + 1));
      this.#feeds.set(source, { format: source.format, shown: now, fresh: fresh + 1 });
    } else {
      yield this.#put('put', keyOf(story), story, story.published, this.#laterSteps(story.published));
    }
  }

  /** The later changes to a story: one in ten is revised, some repeatedly, and one in forty is deleted. */
  #laterSteps(published: number): Step[] {
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

  *#changes(to: number): Generator<InboxOperation> {
    for (let next = this.#due[0]; next !== undefined && next.time <= to; next = this.#due[0]) {
      this.#due.shift();
      const { story, key, time, after } = next;
      if (next.op === 'delete') yield { n: ++this.#operations, at: timeOf(time), op: 'delete', key };
      else yield this.#put('overwrite', key, reviseStory(this.#random, story, time), time, after);
    }
  }

  #put(
    op: 'put' | 'overwrite',
    key: string,
    story: GeneratedStory,
    time: number,
    later: readonly Step[],
  ): InboxOperation {
    const [next, ...after] = later;
    if (next !== undefined) {
      const place = this.#due.findLastIndex((other) => other.time <= next.time) + 1;
      this.#due.splice(place, 0, { ...next, story, key, after });
    }
    const n = ++this.#operations;
    return putOperation(n, op, time, key, pageOf(story), [
      groundTruthOf(n, key, story, { guid: guidOf(story), current: next === undefined }),
    ]);
  }

  *#snapshots(time: number): Generator<InboxOperation> {
    for (const [source, feed] of this.#feeds) {
      if (feed.fresh === 0) continue;
      const n = ++this.#operations;
      const key = `${source.folder}/feed/${timeOf(time).slice(0, 13)}.${feedEnding(feed.format)}`;
      const fresh = feed.shown.slice(0, feed.fresh);
      const truth = fresh.map((story, i) =>
        groundTruthOf(n, key, story, { part: `items/${i}`, guid: story.id, current: true }),
      );
      yield putOperation(n, 'put', time, key, feedOf(source, feed.format, feed.shown), truth);
      feed.fresh = 0;
    }
  }

  *#deliveries(time: number): Generator<InboxOperation> {
    for (const [source, { format, stories }] of this.#batches) {
      const n = ++this.#operations;
      const key = `${source.folder}/${dayOf(time)}/batch-${timeOf(time).slice(11, 13)}.${format}`;
      const truth = stories.map((story) =>
        groundTruthOf(n, key, story, { part: `id ${story.id}`, current: true }),
      );
      yield putOperation(n, 'put', time, key, batchOf(format, stories), truth);
    }
    this.#batches.clear();
  }
}
