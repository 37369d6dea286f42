/** What a document says of names to others must not depend on its own links: else links rest on links. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnnotatedEntity, Annotation } from '../../../../core/entities/annotation.ts';
import { appearanceOf } from '../../../../core/identity/evidence.ts';
import type { Item } from '../../../../core/ports/table.ts';
import { ownPostings } from '../../../../core/queries/shortNamePlaces.ts';
import type { Identity } from '../../../../functions/store/decidedRows.ts';
import { postingRows } from '../../../../functions/store/documentRows.ts';
import { DecidedArchive } from '../../core/decisions/decidedArchive.ts';
import { bearers, decided, entities, links } from './okoyes.ts';
import { content } from './talks.ts';

/** What the rows of a document say of the names that others may stand for, as links read them. */
function evidenceOf(some: AnnotatedEntity[], identity: Identity) {
  const annotation = { entities: some, mentions: [] } as unknown as Annotation;
  const source = { source: { key: 'a.txt', part: '' }, content, annotation };
  return [...postingRows('doc', source, identity)]
    .filter(([id]) => bearers.includes(id))
    .flatMap(([id, row]) => {
      const [own] = ownPostings([{ pk: id, sk: 'DAY#', token: 1, ...row } as unknown as Item]);
      if (own === undefined) return [];
      const { facts, ...appearance } = appearanceOf(own, '');
      return [{ id, ...appearance, role: facts.role, hasForms: facts.also !== undefined }];
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

describe('the evidence in the rows of a document', () => {
  it('is the same whomever its short names are put to', () => {
    fc.assert(
      fc.property(entities, decided, links, (some, moves, to) => {
        expect(evidenceOf(some, { decided: moves, links: to })).toEqual(evidenceOf(some, { decided: moves }));
      }),
    );
  });

  it('is none where a decision brought short names alone', () => {
    const some = [{ id: 'person/okoye', type: 'person', name: 'Okoye', mentions: 1 } as const];
    const moves = { entities: { 'person/okoye': { to: 'person/amara-okoye', by: ['d'] } } };
    expect(evidenceOf(some, { decided: moves })).toEqual([]);
  });

  it('comes to rest where a decision made another name the bearer of a surname', async () => {
    const archive = new DecidedArchive();
    const story = (day: string, who: string) =>
      ` date ${day} Fisheries case in Lagos\n\n${who} spoke in Lagos. ${who} met Chidi Bello and Ngozi ` +
      `Adeyemi. ${who} said that the Harbour Board had misled Parliament about fisheries quotas.`;
    await archive.put('law/0.txt', story('2020-01-03', 'Amara Okoye'));
    await archive.put('law/1.txt', story('2021-05-03', 'Okoye'));
    await archive.put('law/2.txt', story('2021-05-04', 'Okoye'));
    await archive.decide({
      action: 'merge',
      entity: 'organization/harbour-board',
      into: 'person/amara-okoye',
    });
    const { items } = await archive.ports.table.query({ pk: 'ENT#person/okoye', prefix: 'NAME#' });
    expect(items).toMatchObject([{ to: 'person/amara-okoye' }, { to: 'person/amara-okoye' }]);
  });
});
