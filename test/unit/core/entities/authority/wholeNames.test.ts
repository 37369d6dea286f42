import { describe, expect, it } from 'vitest';
import type { Mention } from '../../../../../core/entities/annotation.ts';
import { completeNames } from '../../../../../core/entities/authority/wholeNames.ts';
import { defaultAuthority } from '../../../../../runtime/authority.ts';
import { entriesAuthority } from './entriesAuthority.ts';

const authority = defaultAuthority();

/** What is left of the names marked in the text as `[Sheffield]`, all of which are places. */
function completed(marked: string, more: Partial<Mention> = {}, by = authority): string[] {
  const text = marked.replaceAll(/[[\]]/g, '');
  let from = 0;
  const mentions = [...marked.matchAll(/\[([^\]]+)\]/g)].map(({ 1: surface = '' }): Mention => {
    const start = text.indexOf(surface, from);
    from = start + surface.length;
    return {
      ...{ start, end: from, surface, type: 'place', entity: `place/${surface}`, name: surface },
      ...{ confidence: 0.6, link: { reason: 'same name' }, extractor: 'test', ...more },
    };
  });
  return completeNames(text, mentions, by).map(({ start, end, entity }) => {
    return `${text.slice(start, end)}: ${entity}`;
  });
}

describe('an organisation of the authority of which the tagger has one end', () => {
  it.each([
    ["Standard & Poor's", 'organization/standard-poors'],
    ["Celtic's", 'organization/Celtic'],
  ])(
    'has an ending that the text shows as a possessive, if the authority writes it so: %s',
    (name, entity) => {
      const surface = name.replace("'s", '');
      const found = completed(`They asked [${surface}]'s there.`, { type: 'organization' });
      expect(found[0]?.replace('place/', 'organization/').split(': ')[1]).toBe(entity);
    },
  );

  it.each([
    [
      'a day of the week',
      'A match of [Sheffield] [Wednesday] there.',
      'Sheffield Wednesday',
      'sheffield-wednesday',
    ],
    [
      'words that are no name',
      'They beat [Preston] North End there.',
      'Preston North End',
      'preston-north-end',
    ],
    ['a people', '[London] [Irish] lost.', 'London Irish', 'london-irish'],
    ['its beginning', "O'Leary and [Aston] [Villa]'s players met.", 'Aston Villa', 'aston-villa'],
    [
      'words before its end',
      'He spoke for Alternative for [Germany] there.',
      'Alternative for Germany',
      'alternative-for-germany',
    ],
    [
      'a small word and an article within',
      'They joined the [Movement for the Emancipation] of the [Niger Delta] there.',
      'Movement for the Emancipation of the Niger Delta',
      'movement-for-the-emancipation-of-the-niger-delta',
    ],
    ['no article before it', 'They read the [Financial] Times there.', 'Financial Times', 'financial-times'],
    ['its beginning, which is no name', 'They beat Aston [Villa] there.', 'Aston Villa', 'aston-villa'],
  ])('is the whole name, with %s', (_, text, whole, slug) => {
    expect(completed(text)).toEqual([`${whole}: organization/${slug}`]);
  });

  it.each([
    ['the authority does not have it', 'They beat [Orsk] Wednesday there.'],
    ['a sign is between', 'They met in [Sheffield], Wednesday morning.'],
    ['the next word has no capital', 'They met in [Sheffield] wednesday.'],
    ['a headline goes on', '[Melbourne] Storm Kills Three'],
    ['another name goes on', 'Dozens met at [Cambridge] United Reformed Church.'],
    ['a letter belongs to a word before it', 'They beat xAston [Villa] there.'],
  ])('but not if %s', (_, text) => {
    const name = /\[(.+)\]/.exec(text)?.[1];
    expect(completed(text)).toEqual([`${name}: place/${name}`]);
  });

  it('and it is so in a headline, if the text has it elsewhere', () => {
    expect(completed('[Melbourne] Storm Sack Coach\n[Melbourne] Storm have sacked him.')).toEqual(
      Array(2).fill('Melbourne Storm: organization/melbourne-storm'),
    );
  });

  it.each([
    ['a people at one end', 'Shares of [Swiss] Re rose.', 'group', 'Swiss Re: organization/swiss-re'],
    [
      'another name of it',
      'But [Lib] [Dem] voters left.',
      'group',
      'Lib Dem: organization/liberal-democrats',
    ],
    ['one after "The"', 'The [Lions] leave on Monday.', 'organization', 'Lions: place/Lions'],
    ["what looks like a person's", 'She left [Swiss] Re there.', 'person', 'Swiss Re: organization/swiss-re'],
    [
      'an alias put to it',
      'For New [Labour] it is late.',
      'organization',
      'New Labour: organization/labour-party',
    ],
  ] as const)('with %s', (what, text, type, expected) => {
    const link = { reason: what === 'an alias put to it' ? 'alias' : 'same name' };
    expect(completed(text, { type, link })).toEqual([expected]);
  });

  it('shares no word with another one', () => {
    expect(completed('They saw [Wigan] Athletic [Bilbao] there.', { type: 'organization' })).toEqual([
      'Wigan Athletic: organization/wigan-athletic',
      'Bilbao: place/Bilbao',
    ]);
  });

  it('is looked for by its names, of one thing alone, with "of" within', () => {
    const orsk = { type: 'organization' as const, aliases: [] as string[], source: 'test' };
    const entries = [
      { ...orsk, id: 'organization/bank-of-orsk', name: 'Bank of Orsk' },
      { ...orsk, id: 'organization/orsk-rovers', name: 'Orsk Rovers', aliases: ['Orsk United'] },
      { ...orsk, id: 'organization/orsk-town', name: 'Orsk Town' },
      { ...orsk, id: 'place/orsk-town', name: 'Orsk Town', type: 'place' as const },
    ];
    const own = entriesAuthority(entries);
    const entities = (text: string) => completed(text, {}, own);
    expect(entities('The [Bank] of Orsk rose.')).toEqual(['Bank of Orsk: organization/bank-of-orsk']);
    expect(entities('[Orsk] Rovers won.')).toEqual(['Orsk Rovers: organization/orsk-rovers']);
    expect(entities('[Orsk] United won.')).toEqual(['Orsk United: organization/orsk-rovers']);
    expect(entities('[Orsk] Town won.')).toEqual(['Orsk: place/Orsk']);
  });

  it('is whole where its beginning is short for it', () => {
    const aston = {
      ...{ type: 'organization' as const, entity: 'organization/aston-villa' },
      link: { reason: 'short form', of: 'Aston Villa' },
    };
    expect(completed('[Aston] Villa won.', aston)).toEqual(['Aston Villa: organization/aston-villa']);
  });

  it('is not looked for at full names, nor at what stands for another name', () => {
    const shortForm = { link: { reason: 'short form', of: 'Sheffield FC' } };
    expect(completed('They beat [Sheffield] Wednesday there.', shortForm)).toEqual([
      'Sheffield: place/Sheffield',
    ]);
    const common = { type: 'organization' as const, aliases: [], source: 'test' };
    const club = { ...common, id: 'organization/ana-orsk-rovers', name: 'Ana Orsk Rovers' };
    expect(completed('They met [Ana Orsk] Rovers.', { type: 'person' }, entriesAuthority([club]))).toEqual([
      'Ana Orsk: place/Ana Orsk',
    ]);
  });

  it('leaves a name alone that ends within a longer one', () => {
    expect(completed('[Sheffield] [Wednesday Times] wrote.')).toEqual([
      'Sheffield: place/Sheffield',
      'Wednesday Times: place/Wednesday Times',
    ]);
    expect(completed('[Old Red] [Star] [Belgrade] won.')).toEqual([
      'Old Red: place/Old Red',
      'Star: place/Star',
      'Belgrade: place/Belgrade',
    ]);
    expect(completed('[Old Aston] [Villa] won.')).toEqual([
      'Old Aston: place/Old Aston',
      'Villa: place/Villa',
    ]);
  });
});
