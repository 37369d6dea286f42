/**
 * Explains links: whom each short name of a document is put to, how sure that is, and why, in words. It asks
 * the question of the store again, so the answer is by the evidence of now.
 */
import type { Authority } from '../entities/authority/authority.ts';
import { fold, foldedNameOf, typeOfEntity } from '../entities/slug.ts';
import { authorityBearers, type ShortNameAsked } from '../identity/authorityBearers.ts';
import { codeOf, personCode } from '../identity/contextCodes.ts';
import { appearanceOf } from '../identity/evidence.ts';
import { evidenceInWords, type SharedName } from '../identity/evidenceInWords.ts';
import { baseBehind, isMisspelt } from '../identity/links.ts';
import type { RankedBearer } from '../identity/rankBearers.ts';
import { surnameIn } from '../identity/shortNames.ts';
import type { Table } from '../ports/table.ts';
import type { ShortName } from '../records/shortName.ts';
import type { StoredDocument } from './documents.ts';
import { readEntitiesById } from './entities.ts';
import { LinkReader } from './links.ts';

export interface LinkCandidate {
  id: string;
  name: string;
  /** The chance that this one is meant, 0 to 1; absent for whom the authority alone speaks. */
  confidence?: number;
  /** What speaks for it, and against it. */
  evidence: string[];
}

/** Fewer than all that are compared, but enough to choose from. The authority may add some. */
const candidatesShown = 5;

/** What is asked of a document beside its short names. */
export type NamingDocument = Pick<StoredDocument, 'entities' | 'countries'>;

export class LinkExplainer {
  readonly #table: Table;
  readonly #authority: Authority;
  readonly #reader: LinkReader;

  constructor(table: Table, authority: Authority) {
    this.#table = table;
    this.#authority = authority;
    this.#reader = new LinkReader(table);
  }

  /**
   * Who may be meant by a short name in a document, the most likely first, and at the end those whom the
   * authority alone names.
   */
  async candidates(short: string, place: ShortName, document: NamingDocument): Promise<LinkCandidate[]> {
    const { to: _, ...own } = place;
    const { ranked } = await this.#reader.answer(short, own);
    const known = ranked.flatMap(({ ids }) => ids);
    const { countries = [] } = document;
    const others = document.entities.map(({ id }) => id).filter((id) => id !== short && id !== place.to);
    return [
      ...(await this.#named(short, own, ranked.slice(0, candidatesShown), others)),
      ...this.unnamed({ short, ...own, countries }, known),
    ];
  }

  /**
   * People of the authority who may be meant.
   * @param ids of those whom documents name
   */
  unnamed(asked: ShortNameAsked, ids: readonly string[] = []): LinkCandidate[] {
    return authorityBearers(this.#authority, asked, ids).map(({ entry: { id, name }, evidence }) => ({
      ...{ id, name, evidence },
    }));
  }

  async #named(
    short: string,
    own: Omit<ShortName, 'to'>,
    ranked: readonly RankedBearer[],
    others: readonly string[],
  ): Promise<LinkCandidate[]> {
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
