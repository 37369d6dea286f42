/**
 * Explains links: whom each short name of a document is put to, how sure that is, and why, in words. It asks
 * the question of the store again, so the answer is by the evidence of now.
 */
import { fold, typeOfEntity } from '../entities/slug.ts';
import { codeOf, personCode } from '../identity/contextCodes.ts';
import { appearanceOf } from '../identity/evidence.ts';
import { evidenceInWords, type SharedName } from '../identity/evidenceInWords.ts';
import { baseBehind, isMisspelt } from '../identity/links.ts';
import type { RankedBearer } from '../identity/rankBearers.ts';
import { surnameIn } from '../identity/shortNames.ts';
import type { Table } from '../ports/table.ts';
import type { ShortName } from '../records/shortName.ts';
import { readEntitiesById } from './entities.ts';
import { foldedNameOf } from './entityIds.ts';
import { LinkReader } from './links.ts';

export interface LinkCandidate {
  id: string;
  name: string;
  /** The chance that this one is meant, 0 to 1. */
  confidence: number;
  /** What speaks for it, and against it. */
  evidence: string[];
}

/** Fewer than all that are compared, but enough to choose from. */
const candidatesShown = 5;

export class LinkExplainer {
  readonly #table: Table;
  readonly #reader: LinkReader;

  constructor(table: Table) {
    this.#table = table;
    this.#reader = new LinkReader(table);
  }

  /**
   * Who may be meant by a short name in a document, the most likely first.
   * @param others ids of the document's other entities
   */
  async candidates(short: string, place: ShortName, others: readonly string[]): Promise<LinkCandidate[]> {
    const { to: _, ...own } = place;
    const ranked = (await this.#reader.answer(short, own)).ranked.slice(0, candidatesShown);
    if (ranked.length === 0) return [];
    const ids = [...ranked.map(({ id }) => id), ...others];
    const metas = await readEntitiesById(this.#table, ids);
    const nameOf = (id: string) => metas[ids.indexOf(id)]?.name ?? foldedNameOf(id);
    const shared = others.filter((id) => id !== short).map((id) => sharedName(id, nameOf(id)));
    return ranked.map((bearer) => this.#candidate(short, own, bearer, nameOf(bearer.id), shared));
  }

  #candidate(
    short: string,
    own: Omit<ShortName, 'to'>,
    bearer: RankedBearer,
    name: string,
    shared: readonly SharedName[],
  ): LinkCandidate {
    const surname = personCode(surnameIn(short));
    const about = {
      ...{ name, base: baseBehind(own.form, bearer.id), misspelt: isMisspelt(short, bearer.id) },
      shared: namesBut(shared, surname, bearer),
    };
    return {
      id: bearer.id,
      name,
      confidence: Math.round(1000 * bearer.confidence) / 1000,
      evidence: evidenceInWords(appearanceOf(own, surname), bearer, about),
    };
  }
}

/** Without the name that is asked about. */
function namesBut(shared: readonly SharedName[], surname: string, { id }: RankedBearer): SharedName[] {
  const bearer = personCode(fold(foldedNameOf(id)));
  return shared.filter(({ code }) => code !== surname && code !== bearer);
}

function sharedName(id: string, name: string): SharedName {
  return { code: codeOf({ type: typeOfEntity(id), name: foldedNameOf(id) }), name };
}
