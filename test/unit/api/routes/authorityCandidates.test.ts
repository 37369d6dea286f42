/** People whom a user's authority has, and no document in full, as those who may be meant by short names. */
import { beforeAll, describe, expect, it } from 'vitest';
import { normalize } from '../../../../functions/normalize/normalize.ts';
import { silentLog } from '../../../silentLog.ts';
import { Newsroom } from '../newsroom.ts';
import { link } from './linkedStory.ts';

const file = `id,name,aliases,type,wikidata,from,country
person/jukka-virtanen,Jukka Virtanen,Virtanen;J. Virtanen,person,Q900001,1960,FI
person/aapo-virtanen,Aapo Virtanen,,person,,2030,FI
person/lea-virtanen,Lea Virtanen,,person,,,FI
person/tellervo-korpiaho,Tellervo Korpiaho,,person,,1971,FI
person/mark-quelle,Mark Quelle,Bez,person,,,GB
`;
const race = 'The runners passed the finish line in Tampere during heavy rain.';
const talks = 'The ministers discussed fisheries quotas in Finland during lengthy negotiations.';

const story = (key: string, person: readonly string[], text = talks, place: readonly string[] = []) => ({
  // Who is named by an initial is no evidence in the other stories.
  ...{ key, title: key, published: key === 'initial' ? '2023-05-03' : '2021-05-03' },
  ...{ paragraphs: [text, `${person.join(', ')} were there.`] },
  names: { person: [...person], place: [...place] },
});

describe('a person whom the authority alone has', () => {
  const room = new Newsroom();
  const docs: Record<string, string> = {};
  beforeAll(async () => {
    await room.inbox.put('authority/people.csv', file);
    const ports = { ...room, read: room.read, clock: () => room.now, log: silentLog };
    await normalize(ports, 'authority/people.csv');
    for (let n = 0; n < 3; n++) await room.add(story(`race${n}`, ['Lea Virtanen', 'Kirsi Salmela'], race));
    await room.tallyEntities();
    for (const [key, names, text, places] of [
      ['alone', ['Virtanen', 'Owen Price'], talks, ['Finland']],
      ['initial', ['J Virtanen'], race],
      ['inflected', ['Korpiahon'], race],
      ['whole', ['Tellervo Korpiaholle'], race],
      ['nickname', ['Bez'], race],
      ['unknown', ['Salmi'], race],
    ] as const)
      docs[key] = await link(room, story(key, names, text, places));
  });

  const candidates = async (key: string, surface: string) => {
    const mentions = await room.allItems(`/v1/documents/${docs[key]}/mentions`);
    return mentions.find((mention: { surface: string }) => mention.surface === surface).links ?? [];
  };
  const idsOf = (found: readonly { id: string }[]) => found.map(({ id }) => id);

  it('may be meant by a surname, behind those whom documents name, and nobody is chosen', async () => {
    const [lea, jukka, ...others] = await candidates('alone', 'Virtanen');
    expect(lea).toMatchObject({ id: 'person/lea-virtanen', confidence: expect.any(Number) });
    expect(jukka).toEqual({
      id: 'person/jukka-virtanen',
      name: 'Jukka Virtanen',
      evidence: [
        'authority/people.csv has Jukka Virtanen, also as "Virtanen"',
        'the document names Finland, the country of Jukka Virtanen',
      ],
    });
    expect(others, 'Aapo is from after the document').toEqual([]);
    const [open] = await room.allItems('/v1/entities/person/virtanen/links');
    expect(open).toMatchObject({ to: null, candidates: [{ id: lea.id }, { id: jukka.id }] });
  });

  it('may be meant by an initial and by inflected forms', async () => {
    expect(idsOf(await candidates('initial', 'J Virtanen'))).toEqual(['person/jukka-virtanen']);
    const [korpiaho] = await candidates('inflected', 'Korpiahon');
    expect(korpiaho).toMatchObject({
      id: 'person/tellervo-korpiaho',
      evidence: ['the genitive of Korpiaho: the ending -n', 'authority/people.csv has Tellervo Korpiaho'],
    });
    expect(idsOf(await candidates('whole', 'Tellervo Korpiaholle'))).toEqual(['person/tellervo-korpiaho']);
    expect(await candidates('unknown', 'Salmi')).toEqual([]);
  });

  it('is not what a surname alone is, but may be; a nickname is its own', async () => {
    const virtanen = await room.json('/v1/entities/person/virtanen');
    expect(virtanen.authority).toBeUndefined();
    expect(idsOf(virtanen.mayBe).sort()).toEqual([
      'person/aapo-virtanen',
      'person/jukka-virtanen',
      'person/lea-virtanen',
    ]);
    expect(await room.problem('/v1/entities/person/aapo-virtanen')).toMatchObject({ httpStatus: 404 });
    expect((await room.json('/v1/entities/person/bez')).authority).toMatchObject({
      id: 'person/mark-quelle',
    });
  });
});
