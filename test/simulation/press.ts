/**
 * Writes the files of a simulated inbox: invented news from `bench/generator`, in the format of each key's
 * source and in others (`forms.ts`). Under one key a Word file may follow a text, and an archive may follow
 * JSON lines. The stories are short and report two events on few days, so that many of them touch the same
 * rows.
 */
import { feedOf } from '../../bench/generator/feeds.ts';
import {
  drawEvent,
  type GeneratedStory,
  type NewsEvent,
  reprintStory,
  reviseStory,
  writeStory,
} from '../../bench/generator/story.ts';
import { type Source, sources } from '../../bench/generator/vocabulary.ts';
import type { Random } from '../../core/random.ts';
import { containers as forms, type Member, singles } from './forms.ts';
import { withLoneNames } from './loneNames.ts';

const stories = [
  'meridian-wire/a.txt',
  'coastline-agency/b.txt',
  'valley-post/c.txt',
  'northern-ledger/d.md',
  'harbour-courier/e.html',
  'border-herald/f.txt',
];
export const containers = ['polar-press/g.jsonl', 'polar-press/h.jsonl', 'clearing-house-archive/i.jsonl'];
const feeds = ['the-evening-lamp/feed.json', 'radio-fjord/feed.json'];
const hourlyFeeds = [
  'morning-signal/feed/2021-05-03T10.json',
  'morning-signal/feed/2021-05-03T11.json',
  'morning-signal/feed/2021-05-03T12.json',
];
export const allKeys = [...stories, ...containers, ...feeds, ...hourlyFeeds];

export type KeyKind = 'story' | 'container' | 'feed under one key' | 'feed under hourly keys';

export function kindOf(key: string): KeyKind {
  if (containers.includes(key)) return 'container';
  if (feeds.includes(key)) return 'feed under one key';
  return hourlyFeeds.includes(key) ? 'feed under hourly keys' : 'story';
}

/** An empty file, garbage, and truncated JSON. */
const refusedBodies = [
  '',
  '\u0000\u0001\u0002\u0000',
  '{"version": "https://jsonfeed.org/version/1.1", "items": [',
];
export const isRefused = (body: string): boolean => refusedBodies.includes(body);

/** Members that are refused while the other members of their container are stored. */
const refusedLines = ['{"title": "Talks', '{"id": "id-1"}', '[]'];

/** Encodes a file as a string with one character per byte. */
const binaryString = (written: string | Uint8Array): string => Buffer.from(written).toString('latin1');

const days = ['2021-05-03', '2021-05-04', '2021-06-01'];

export class Press {
  readonly #random: Random;
  readonly #events: readonly NewsEvent[];
  readonly #written: GeneratedStory[] = [];
  /** The last story under each key of a single story. */
  readonly #last = new Map<string, GeneratedStory>();
  /** The members of each container and feed. */
  readonly #members = new Map<string, Member[]>();
  readonly #earlier = new Map<string, string[]>();

  constructor(random: Random) {
    this.#random = random;
    this.#events = [drawEvent(random, true), drawEvent(random, true)];
  }

  /** The next content of a key: sometimes an earlier content again, and sometimes one that is refused. */
  next(key: string): { body: string; reprint?: true } {
    const random = this.#random;
    if (random.chance(0.08)) return { body: random.pick(refusedBodies) };
    const earlier = this.#earlier.get(key) ?? [];
    if (earlier.length > 0 && random.chance(0.15)) return { body: random.pick(earlier) };
    const made = kindOf(key) === 'story' ? this.#single(key) : { body: this.#container(key) };
    this.#earlier.set(key, [...earlier, made.body]);
    return made;
  }

  #single(key: string): { body: string; reprint?: true } {
    const random = this.#random;
    const last = this.#last.get(key);
    const roll = random.next();
    const reprinted = roll < 0.2 && this.#written.length > 0;
    const story = reprinted
      ? reprintStory(random, random.pick(this.#written), this.#id(), sourceOf(key), this.#time())
      : last !== undefined && roll < 0.5
        ? reviseStory(random, last, this.#time())
        : this.#story(sourceOf(key));
    this.#last.set(key, story);
    const form = random.chance(0.6)
      ? 'source'
      : random.pick(['docx', 'docx', 'mhtml', 'mhtml', 'pdf'] as const);
    const page = binaryString(singles[form](story));
    const body = random.chance(0.2) ? page.replace(/^ date \S+ /, '') : page;
    return reprinted ? { body, reprint: true } : { body };
  }

  /**
   * Removes, changes and adds members; two members may have the same guid. A feed shows the newest first, and
   * at most three.
   */
  #container(key: string): string {
    const random = this.#random;
    const feed = kindOf(key) !== 'container';
    const source = sourceOf(key);
    const place = feed ? source.folder : key; // an hourly snapshot continues the previous one
    const kept = (this.#members.get(place) ?? [])
      .filter(() => random.chance(0.75))
      .map((member) => (random.chance(0.2) ? this.#revised(member) : member));
    const fresh = Array.from({ length: kept.length === 0 ? 1 + random.below(3) : random.below(3) }, () => ({
      story: this.#story(source),
      anonymous: !feed && random.chance(0.25),
      undated: random.chance(0.2),
      version: 1 + random.below(3),
    }));
    const members = feed ? [...fresh, ...kept].slice(0, 3) : [...kept, ...fresh].slice(-5);
    this.#members.set(place, members);
    return binaryString(feed ? this.#feed(source, members) : this.#batch(members));
  }

  #revised({ story, version, ...rest }: Member): Member {
    return { ...rest, story: reviseStory(this.#random, story, this.#time()), version: version + 1 };
  }

  #feed(source: Source, members: readonly Member[]): string {
    const feed = JSON.parse(
      feedOf(
        source,
        'json-feed',
        members.map(({ story }) => story),
      ),
    );
    for (const [i, { undated }] of members.entries()) if (undated) delete feed.items[i].date_published;
    if (this.#random.chance(0.2)) feed.items.splice(this.#random.below(members.length + 1), 0, {});
    return JSON.stringify(feed);
  }

  #batch(members: readonly Member[]): string | Uint8Array {
    const form = this.#random.chance(0.5)
      ? 'lines'
      : this.#random.pick(['mbox', 'zip', 'tar', 'newsml'] as const);
    return forms[form](members, this.#random.chance(0.4) ? [this.#random.pick(refusedLines)] : []);
  }

  /** A story of one paragraph. */
  #story(source: Source): GeneratedStory {
    const random = this.#random;
    const [id, event] = [this.#id(), random.pick(this.#events)];
    const story = writeStory(random, id, source, event, this.#time(), 'Anna Halvard');
    // Such stories are stored again and again, which takes time, so only those of one event are.
    const word = event === this.#events[0] ? event.cast.places[2]?.name : undefined;
    const short = withLoneNames({ ...story, paragraphs: story.paragraphs.slice(0, 1) }, word);
    this.#written.push(short);
    return short;
  }

  /** One of few ids, so that it repeats: twice in one container, or later with another text. */
  #id(): string {
    return `id-${this.#random.below(6)}`;
  }

  #time(): number {
    return Date.parse(`${this.#random.pick(days)}T08:00:00Z`);
  }
}

function sourceOf(key: string): Source {
  const source = sources.find(({ folder }) => key.startsWith(`${folder}/`));
  if (source === undefined) throw new RangeError(`No source publishes ${key}.`);
  return source;
}
