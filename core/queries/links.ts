/**
 * Who is meant by lone names ("Blair"), document by document. The answer is a function of the postings in and
 * around the document's month: those of the full names that have the surname, without what links put there,
 * and the places where the lone name stands. So it does not depend on the order in which documents arrived.
 */
import { dayOf, daysAfter } from '../dates/interval.ts';
import { givenNames } from '../entities/data/people.ts';
import { fold } from '../entities/slug.ts';
import { bearersOf, type FullName } from '../identity/bearers.ts';
import { personCode } from '../identity/company.ts';
import { decide, type RankedBearer, rankBearers } from '../identity/decide.ts';
import { type Appearance, appearanceOf } from '../identity/evidence.ts';
import { isLoneName, surnameOfLoneName } from '../identity/loneNames.ts';
import type { Table } from '../ports/table.ts';
import { mapConcurrent } from '../protocol/mapConcurrent.ts';
import { queryFirst } from '../protocol/paginate.ts';
import { isLive } from '../protocol/reconcile.ts';
import { type Posting, posting } from '../records/entity.ts';
import { aliasPartition, keys, loneNamePrefix, undated } from '../records/keys.ts';
import { type LoneName, loneName } from '../records/loneName.ts';
import { foldedNameOf } from './entityIds.ts';

/** A surname with more full names than this identifies nobody. */
const maxFullNames = 40;
/** Postings that are compared for each of them: the newest ones of three months. */
const maxPostings = 60;
/** A lone name in more documents of three months than this is put to nobody. */
const maxPlaces = 200;
/** Postings that are read, so that those which links put there leave enough others. */
const maxRead = maxPostings + maxPlaces;
/** Aliases that are read; some may be tombstones, or lone names. */
const maxAliases = 2 * maxFullNames;
const concurrency = 8;

const foldedGivenNames = new Set([...givenNames].map(fold));

/** What is known of a lone name in one document. */
export interface LinkAnswer {
  /** The bearers that were considered, the most likely first. */
  ranked: RankedBearer[];
  /** The one that is meant; absent if nobody is likely enough. */
  chosen?: RankedBearer;
}

/** The days whose postings are evidence for a document of this day, both included. */
export function evidenceDays(day: string): { from: string; to: string } {
  if (day === undated) return { from: undated, to: undated };
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1];
  const firstOf = (shift: number) => dayOf(Date.UTC(year, month + shift, 1));
  return { from: firstOf(-1), to: daysAfter(firstOf(2), -1) };
}

/**
 * The places of a lone name: the documents of these days in which it stands.
 *
 * @param most rows that are read
 */
export async function readPlaces(
  table: Pick<Table, 'query'>,
  lone: string,
  { from, to }: { from: string; to: string },
  most: number,
): Promise<LoneName[]> {
  const range = { from: `${loneNamePrefix}${from}#`, to: `${loneNamePrefix}${to}#~` };
  const query = { pk: keys.entity(lone).pk, ...range, consistent: true };
  const items = await queryFirst(table, query, most);
  return items.filter(isLive).map((row) => loneName.parse(row));
}

/** Reads evidence, each piece once. Use one for questions that are asked at about the same time. */
export class LinkReader {
  readonly #table: Table;
  readonly #read = new Map<string, Promise<unknown>>();

  constructor(table: Table) {
    this.#table = table;
  }

  /**
   * Who is meant by a lone name in a document.
   * @param own the posting of the lone name, with its own mentions and role
   */
  async answer(lone: string, own: Omit<Posting, 'token'>): Promise<LinkAnswer> {
    if (!isLoneName(lone)) return { ranked: [] };
    const days = evidenceDays(own.day);
    if (await this.isCrowded(lone, own.day)) return { ranked: [] };
    const places = await this.#places(lone, days);
    const alone = places.filter(({ doc }) => doc !== own.doc).length;
    if (alone >= maxPlaces) return { ranked: [] };
    const names = (await this.#fullNames(lone, days))
      .map((name) => ({ ...name, documents: name.documents.filter(({ facts }) => facts.doc !== own.doc) }))
      .filter(({ documents }) => documents.length > 0);
    if (names.length === 0) return { ranked: [] };
    const surname = surnameOfLoneName(lone);
    const ranked = rankBearers({
      own: appearanceOf(own, personCode(surname)),
      kind: 'surname',
      bearers: bearersOf(names),
      alone,
      isGivenName: foldedGivenNames.has(surname),
    });
    const chosen = decide(ranked);
    return chosen === undefined ? { ranked } : { ranked, chosen };
  }

  /** Whether the lone name stands in so many documents around a day that it is put to nobody in any of them. */
  async isCrowded(lone: string, day: string): Promise<boolean> {
    return (await this.#places(lone, evidenceDays(day))).length > maxPlaces;
  }

  /** The documents of these days in which the lone name stands, up to one more than count. */
  #places(lone: string, days: { from: string; to: string }): Promise<LoneName[]> {
    return this.#once(`places ${lone} ${days.from}`, () =>
      readPlaces(this.#table, lone, days, maxPlaces + 1),
    );
  }

  /** The full names with the surname, each with its documents of these days. */
  async #fullNames(lone: string, days: { from: string; to: string }): Promise<FullName<Appearance>[]> {
    const surname = surnameOfLoneName(lone);
    return this.#once(`names ${lone} ${days.from}`, async () => {
      const prefix = `${surname}#person/`;
      const query = { pk: aliasPartition(surname), prefix, consistent: true };
      const rows = await this.#once(`aliases ${lone}`, () => queryFirst(this.#table, query, maxAliases));
      const ids = rows.filter(isLive).map(({ entity }) => String(entity));
      const full = ids.filter((id) => !isLoneName(id)).slice(0, maxFullNames);
      return mapConcurrent(concurrency, full, async (id) => ({
        id,
        folded: foldedNameOf(id),
        documents: await this.#documents(id, days, personCode(surname)),
      }));
    });
  }

  async #documents(
    id: string,
    { from, to }: { from: string; to: string },
    own: string,
  ): Promise<Appearance[]> {
    const range = { from: `DAY#${from}#`, to: `DAY#${to}#~`, descending: true };
    const query = { pk: keys.entity(id).pk, ...range, consistent: true };
    const items = await queryFirst(this.#table, query, maxRead);
    const postings = items.filter(isLive).map((row) => posting.parse(row));
    return postings
      .filter(({ via }) => via === undefined)
      .slice(0, maxPostings)
      .map((each) => appearanceOf(each, own));
  }

  #once<T>(what: string, read: () => Promise<T>): Promise<T> {
    const known = this.#read.get(what) as Promise<T> | undefined;
    const answer = known ?? read();
    this.#read.set(what, answer);
    return answer;
  }
}
