/**
 * Finds the documents whose short names are put to another entity now that postings have changed, and has
 * them stored again. `store` decides once more; this only notices. Each function that changes a posting sends
 * a tally message afterwards. So this notices every change, and every document stored from older evidence; of
 * names in crowds, the sweep does.
 */
import type { ClosedDayRange } from '../../core/dates/range.ts';
import { foldedNameOf, lastWord, typeOfEntity } from '../../core/entities/slug.ts';
import { groupsOf } from '../../core/groupsOf.ts';
import { evidenceDays } from '../../core/identity/evidenceDays.ts';
import { hasStemOf, inflectedAliasPrefix, mayMisspell } from '../../core/identity/inflectedNames.ts';
import { isShortId, isSurnameAlone, shortNamesOf, surnameIn } from '../../core/identity/shortNames.ts';
import { loneNameOf } from '../../core/identity/thingMeant.ts';
import type { Table } from '../../core/ports/table.ts';
import { mapConcurrent } from '../../core/protocol/mapConcurrent.ts';
import { returnDocuments } from '../../core/protocol/messages.ts';
import { queryFirst } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { isLive } from '../../core/protocol/reconcile.ts';
import { thresholds } from '../../core/protocol/thresholds.ts';
import { LinkReader } from '../../core/queries/links.ts';
import { newestFirst, readPlaces } from '../../core/queries/shortNamePlaces.ts';
import { aliasPartition } from '../../core/records/keys.ts';
import type { ShortName } from '../../core/records/shortName.ts';

export type RelinkPorts = Pick<Ports, 'table' | 'thresholds'> & {
  queues: Pick<Ports['queues'], 'extracted'>;
};

/**
 * Names that may be forms of one surname, or misspell it; of more, the first in the order of the alphabet are
 * looked at.
 */
const maxInflected = 200;
/** So many places of a name are asked by evidence that is read once. */
const placesTogether = 500;
/** Of a name that may be a form, so many places say how it is written. */
const maxForms = 16;
const concurrency = 8;

/**
 * Relinks the entities of one batch. What several of them ask, such as who is meant by the surname of all of
 * them, is asked once. Make one after the postings changed and the aliases are written: what it has read, it
 * does not read again.
 */
export class Relinking {
  readonly #ports: RelinkPorts;
  readonly #most: number;
  readonly #reader: LinkReader;
  /** By short name and range of days: documents that differ were sent to be stored again. */
  readonly #asked = new Map<string, Promise<void>>();
  readonly #sent = new Set<string>();

  constructor(ports: RelinkPorts) {
    this.#ports = ports;
    const sizes = ports.thresholds ?? thresholds;
    this.#most = sizes.relinkedDocuments;
    this.#reader = new LinkReader(ports.table, sizes, this.#most + 1);
  }

  /**
   * @param entity whose postings changed
   * @param days of these postings
   * @param returned how often documents were sent back before, as the messages say
   */
  async relink(entity: string, days: Iterable<string>, returned = 0): Promise<void> {
    const short = [...shortNamesOf(entity), loneNameOf(entity)].filter((name) => name !== undefined);
    if (short.length === 0) return;
    const ranges = new Map([...days].map(evidenceDays).map((range) => [range.from, range]));
    const isFullName = typeOfEntity(entity) === 'person' && !isSurnameAlone(entity);
    const inflected = isFullName ? await inflectedNamesOf(this.#ports.table, entity) : [];
    await mapConcurrent(concurrency, ranges.values(), (range) =>
      mapConcurrent(concurrency, new Set([...short, ...inflected]), (name) =>
        this.#askOnce(name, range, returned),
      ),
    );
  }

  #askOnce(name: string, range: ClosedDayRange, returned: number): Promise<void> {
    const key = `${name} ${range.from}`;
    const known = this.#asked.get(key);
    if (known !== undefined) return known;
    const asked = this.#ask(name, range, returned);
    this.#asked.set(key, asked);
    return asked;
  }

  async #ask(name: string, range: ClosedDayRange, returned: number): Promise<void> {
    if (!isShortId(name) && !(await mayBePut(this.#ports.table, name, range, this.#reader))) return;
    const places = await this.#reader.places(name, range);
    // In a crowd each day has evidence of its own, which would be read for every change. A sweep asks instead.
    if (isShortId(name) && places.length > this.#most) return;
    const differing = await differingLinks(this.#reader, name, places);
    const unsent = differing.filter((doc) => !this.#sent.has(doc));
    if (unsent.length === 0) return;
    // Noted at once, since other names ask at the same time; if it is not sent, the whole batch comes again.
    for (const doc of unsent) this.#sent.add(doc);
    await returnDocuments(this.#ports.queues.extracted, unsent, returned);
  }
}

/**
 * The names in the archive that may be inflected forms of this one, or its surname misspelt, wherever links
 * put them: those that are listed under the stem of its surname.
 */
async function inflectedNamesOf(table: Table, entity: string): Promise<string[]> {
  const folded = foldedNameOf(entity);
  const prefix = inflectedAliasPrefix(folded);
  const query = { pk: aliasPartition(prefix), prefix, consistent: true };
  const rows = await queryFirst(table, query, maxInflected);
  // Of "Wałęsę" and "Putin'e" the id has no mark that shows the ending; their places do.
  const mayBeForm = (id: string) =>
    hasStemOf(folded, foldedNameOf(id)) ||
    (isSurnameAlone(id) && mayMisspell(surnameIn(id), lastWord(folded)));
  return rows
    .filter(isLive)
    .map((row) => String(row.entity))
    .filter(mayBeForm);
}

/** Whether a name that looks inflected is put to somebody, or has somebody to be put to. Most have not. */
async function mayBePut(
  table: Table,
  name: string,
  range: ClosedDayRange,
  reader: LinkReader,
): Promise<boolean> {
  const places = await readPlaces(table, name, range, maxForms);
  if (places.some(({ to }) => to !== undefined)) return true;
  // Some documents may write it otherwise: Micheál is a name, and Micheal may be a slip.
  for (const form of new Set(places.map((place) => place.form)))
    if (await reader.hasBearers(name, form, range)) return true;
  return false;
}

/** The documents, of these places, whose short name belongs elsewhere now. */
async function differingLinks(
  reader: LinkReader,
  short: string,
  places: readonly ShortName[],
): Promise<string[]> {
  const docs = await mapConcurrent(concurrency, places, async ({ to, ...own }) => {
    const { chosen } = await reader.answer(short, own);
    return chosen?.id === to ? [] : [own.doc];
  });
  return docs.flat();
}

/**
 * The same of any number of places. Each day of a crowded name has evidence of its own, so only some of them
 * are asked together.
 */
export async function differingAmong(
  { table, thresholds: sizes }: Pick<Ports, 'table' | 'thresholds'>,
  short: string,
  places: readonly ShortName[],
): Promise<string[]> {
  const docs: string[] = [];
  for (const some of groupsOf(newestFirst(places), placesTogether))
    docs.push(...(await differingLinks(new LinkReader(table, sizes), short, some)));
  return docs;
}
