/**
 * Who is meant by short names ("Blair", "T Blair", "Tony Blairin"), document by document. The answer is a
 * function of the documents around the document's day in which the names themselves stand, wherever links put
 * them. So it depends neither on other links nor on the order in which documents arrived.
 */
import type { ClosedDayRange } from '../dates/range.ts';
import { givenNames } from '../entities/data/people.ts';
import { entityId, fold, foldedNameOf, lastWord, slugOfEntity } from '../entities/slug.ts';
import { bearersOf, type FullName, withoutForms } from '../identity/bearers.ts';
import { personCode } from '../identity/contextCodes.ts';
import { appearanceOf } from '../identity/evidence.ts';
import { daysBefore, evidenceDays } from '../identity/evidenceDays.ts';
import { type BaseName, baseNamesOf } from '../identity/inflectedNames.ts';
import { decide, type FormKind, type RankedBearer, rankBearers } from '../identity/rankBearers.ts';
import {
  hasInitialOnly,
  isDoubleSurname,
  isShortId,
  isSurnameAlone,
  shortNamesOf,
  surnameIn,
} from '../identity/shortNames.ts';
import { mostMistaken, thingMeant, thingsCalled } from '../identity/thingMeant.ts';
import type { Table } from '../ports/table.ts';
import { mapConcurrent } from '../protocol/mapConcurrent.ts';
import { thresholds } from '../protocol/thresholds.ts';
import type { NameInDocument, ShortName } from '../records/shortName.ts';
import { readNamesWithSlips, readNamesWithSurname, readNamesWithSurnames } from './names/namesBySurname.ts';
import { newestFirst, readOwnPostings, readPlaces, readShortNameRows } from './shortNamePlaces.ts';

/** Of the names, so many are compared: those that most documents of the three months name. */
const maxFullNames = 40;
/** Documents that are compared for each of them: the newest ones of three months. */
const maxDocuments = 60;
const concurrency = 8;

const foldedGivenNames = new Set([...givenNames].map(fold));

/** What is known of a short name in one document. */
export interface LinkAnswer {
  /** The bearers that were considered, the most likely first. */
  ranked: RankedBearer[];
  /** The one that is meant; absent if nobody is likely enough. */
  chosen?: RankedBearer;
}

/**
 * Reads evidence, each piece once. Use one for the questions of a batch. What was written too late for it,
 * `index` notices after the tallies of the documents that it was asked about, or the sweep does.
 */
export class LinkReader {
  readonly #table: Table;
  readonly #crowded: number;
  readonly #most: number;
  readonly #read = new Map<string, Promise<unknown>>();

  /** @param most of the documents with a short name, so many are read: enough to tell that it is crowded */
  constructor(table: Table, { crowdedDocuments } = thresholds, most = crowdedDocuments + 1) {
    this.#table = table;
    this.#crowded = crowdedDocuments;
    this.#most = most;
  }

  /**
   * Who is meant by a short name in a document.
   * @param own what the document says of the short name itself
   */
  async answer(short: string, own: NameInDocument): Promise<LinkAnswer> {
    const months = evidenceDays(own.day);
    const days = isShortId(short) ? await this.#uncrowdedDays(short, own) : months;
    if (days === undefined) return { ranked: [] };
    const { isBorne, ...person } = await this.#person(short, own, days);
    if (isBorne || person.chosen || !own.bare || days.from !== months.from) return person;
    const thing = await this.#thing(short, own, months);
    return { ...thing, ranked: [...thing.ranked, ...person.ranked] };
  }

  /** The longest evidence in which few enough other documents have the short name, if there is one. */
  async #uncrowdedDays(short: string, { doc, day }: NameInDocument): Promise<ClosedDayRange | undefined> {
    for (const days of [evidenceDays(day), ...daysBefore(day)])
      if ((await this.#others(short, doc, days)) < this.#crowded) return days;
    return undefined;
  }

  /** How many other documents of these days have the name, as far as they are read. */
  async #others(short: string, own: string, days: ClosedDayRange): Promise<number> {
    return (await this.places(short, days)).filter(({ doc }) => doc !== own).length;
  }

  /** The person who is meant. `isBorne`: somebody in other documents bears the short name as it stands. */
  async #person(
    short: string,
    own: NameInDocument,
    days: ClosedDayRange,
  ): Promise<LinkAnswer & { isBorne: boolean }> {
    const { kind, names } = await this.#bearers(short, own.form, days);
    const elsewhere = ({ doc }: { doc: string }) => doc !== own.doc;
    const others = names
      .map((name) => ({ ...name, documents: name.documents.filter(({ facts }) => elsewhere(facts)) }))
      .filter(({ documents }) => documents.length > 0);
    const isInflected = kind === 'inflected' || kind === 'inflected surname';
    const isBorne = others.length > 0 && !isInflected;
    if (others.length === 0) return { ranked: [], isBorne };
    const alone = await this.#others(short, own.doc, days);
    if (alone >= this.#crowded) return { ranked: [], isBorne };
    // What other documents have as often as its base is a name of its own, not a form.
    if (isInflected && !(await this.#areInMore(others, alone, own.doc, days))) return { ranked: [], isBorne };
    const surname = surnameIn(short);
    const isGivenName = foldedGivenNames.has(surname);
    const asked = { own: appearanceOf(own, personCode(surname)), kind, alone, isGivenName };
    const ranked = rankBearers({ ...asked, bearers: bearersOf(others) });
    const chosen = decide(ranked, isGivenName && isSurnameAlone(short));
    return { ranked, ...(chosen && { chosen }), isBorne };
  }

  /** Whether the names are in more other documents than so many. Only some of these are compared. */
  async #areInMore(names: readonly FullName[], count: number, own: string, days: ClosedDayRange) {
    if (count < names.flatMap(({ documents }) => documents).length) return true;
    if (names.every(({ documents }) => documents.length < maxDocuments - 1)) return false;
    const all = await mapConcurrent(concurrency, names, ({ id }) =>
      this.#once(`all ${id} ${rangeIn(days)}`, () => this.#documents(id, days, this.#crowded + 1)),
    );
    return count < all.flat().filter(({ doc }) => doc !== own).length;
  }

  /** The thing that a lone name is, if it is one. A crowded name is none. */
  async #thing(short: string, own: NameInDocument, days: ClosedDayRange): Promise<LinkAnswer> {
    const alone = new Set([own.doc, ...(await this.places(short, days)).map(({ doc }) => doc)]).size;
    if (alone > mostMistaken) return { ranked: [] };
    const surname = surnameIn(short);
    const code = personCode(surname);
    const things = await mapConcurrent(concurrency, thingsCalled(short), async (id) => {
      const documents = await this.#onThing(id, days);
      const others = documents.filter(({ doc }) => doc !== own.doc);
      return { id, documents: others.map((each) => appearanceOf(each, code)) };
    });
    const isGivenName = foldedGivenNames.has(surname);
    const chosen = thingMeant({ own: appearanceOf(own, code), alone, isGivenName, things });
    return chosen === undefined ? { ranked: [] } : { ranked: [chosen], chosen };
  }

  /** The newest documents that have a thing. */
  #onThing(id: string, days: ClosedDayRange): Promise<NameInDocument[]> {
    return this.#once(`thing ${id} ${rangeIn(days)}`, () =>
      readOwnPostings(this.#table, id, days, mostMistaken),
    );
  }

  /**
   * Whether documents name somebody whom the short name may stand for in a document of these days. Documents
   * with "Orsk Velmar" share the id with those that have the double surname, so a hyphen is tried too.
   *
   * @param form the name as it is written
   */
  async hasBearers(short: string, form: string, days: ClosedDayRange): Promise<boolean> {
    const around = { from: evidenceDays(days.from).from, to: evidenceDays(days.to).to };
    for (const written of new Set([form, form.replace(' ', '-')])) {
      const { names } = await this.#bearers(short, written, around);
      if (names.some(({ documents }) => documents.length > 0)) return true;
    }
    return false;
  }

  /** The newest documents of these days in which the name itself stands, as many as are read. */
  places(short: string, days: ClosedDayRange): Promise<ShortName[]> {
    return this.#once(`places ${short} ${rangeIn(days)}`, () =>
      readPlaces(this.#table, short, days, this.#most),
    );
  }

  /** The names that the short name may stand for, and how it comes from them. */
  async #bearers(
    short: string,
    form: string,
    days: ClosedDayRange,
  ): Promise<{ kind: FormKind; names: FullName[] }> {
    const bases = baseNamesOf(form);
    if (!isShortId(short) && !isDoubleSurname(form)) {
      const wanted = new Set(bases.map(({ folded }) => entityId('person', folded)));
      const ids = (await this.#withSurnames(bases)).filter((id) => wanted.has(id));
      return { kind: 'inflected', names: withoutForms(await this.#documentsOf(ids, days)) };
    }
    const initial = hasInitialOnly(short) ? slugOfEntity(short).charAt(0) : '';
    const bearers = await this.#withSurname(surnameIn(short), initial);
    const ids = bearers.filter((id) => id !== short && shortNamesOf(id).includes(short));
    const names = await this.#documentsOf(ids, days);
    if (initial !== '') return { kind: 'initial', names };
    // A surname that somebody has in these days is a name of its own, whatever it looks like.
    if (names.some(({ documents }) => documents.length > 0)) return { kind: 'surname', names };
    const based = await this.#withSurnames(bases);
    const meant = based.length > 0 ? based : await this.#withSlips(surnameIn(short));
    return { kind: 'inflected surname', names: withoutForms(await this.#documentsOf(meant, days)) };
  }

  #withSurname(surname: string, initial: string): Promise<string[]> {
    return this.#once(`aliases ${surname} ${initial}`, () =>
      readNamesWithSurname(this.#table, surname, initial),
    );
  }

  #withSurnames(bases: readonly BaseName[]): Promise<string[]> {
    const surnames = bases.map(({ folded }) => lastWord(folded)).sort();
    return this.#once(`bases ${surnames.join()}`, () => readNamesWithSurnames(this.#table, surnames));
  }

  #withSlips(surname: string): Promise<string[]> {
    return this.#once(`slips ${surname}`, () => readNamesWithSlips(this.#table, surname));
  }

  /** The names with their documents of these days, as many as are compared. */
  async #documentsOf(ids: readonly string[], days: ClosedDayRange): Promise<FullName[]> {
    const names = await mapConcurrent(concurrency, ids, (id) =>
      this.#once(`documents ${id} ${rangeIn(days)}`, async () => {
        const folded = foldedNameOf(id);
        const own = personCode(folded);
        const documents = await this.#documents(id, days);
        return { id, folded, documents: documents.map((each) => appearanceOf(each, own)) };
      }),
    );
    const mostNamed = names
      .toSorted((a, b) => b.documents.length - a.documents.length)
      .slice(0, maxFullNames);
    return names.filter((name) => mostNamed.includes(name));
  }

  /**
   * None, if links have put the name elsewhere in all of them ("Boris Johnsonin"): it is nobody's name then,
   * and is found only as long as a document of other months has it as one.
   */
  async #documents(id: string, days: ClosedDayRange, most = maxDocuments): Promise<NameInDocument[]> {
    const [own, linked] = await Promise.all([
      readOwnPostings(this.#table, id, days, most),
      readShortNameRows(this.#table, id, days, most),
    ]);
    if (own.length === 0) return [];
    return newestFirst([...own, ...linked]).slice(0, most);
  }

  #once<T>(what: string, read: () => Promise<T>): Promise<T> {
    const known = this.#read.get(what) as Promise<T> | undefined;
    if (known !== undefined) return known;
    const answer = read();
    this.#read.set(what, answer);
    // What failed is read again, by whoever asks next.
    answer.catch(() => this.#read.delete(what));
    return answer;
  }
}

const rangeIn = ({ from, to }: ClosedDayRange): string => `${from} ${to}`;
