import { describe, expect, it } from 'vitest';
import type { Mention } from '../../../../../core/entities/annotation.ts';
import { addMissed } from '../../../../../core/entities/authority/missedOrganizations.ts';
import { defaultAuthority } from '../../../../../runtime/authority.ts';

const authority = defaultAuthority();

/** What is found in a text whose known names, of one entity, are marked as `[Maria Quelle]`. */
function missed(marked: string, entity = 'person/x', confidence = 1, reason = 'same name'): string[] {
  const text = marked.replaceAll(/[[\]]/g, '');
  let end = 0;
  const known = [...marked.matchAll(/\[([^\]]+)\]/g)].map(({ 1: surface = '' }): Mention => {
    const start = text.indexOf(surface, end);
    end = start + surface.length;
    return {
      start,
      end,
      surface,
      type: entity.startsWith('person/') ? 'person' : 'organization',
      entity,
      name: surface,
      confidence,
      link: { reason },
      extractor: 't',
    };
  });
  const all = addMissed(text, known, authority, 't');
  expect(all.filter((each) => known.includes(each))).toEqual(known);
  expect(all.map(({ start }) => start)).toEqual(all.map(({ start }) => start).sort((a, b) => a - b));
  return all
    .filter((each) => !known.includes(each))
    .map(({ start, end: to, surface, entity: id }) => {
      expect(text.slice(start, to)).toBe(surface);
      return String(id);
    });
}

describe('an organisation of the authority that the tagger missed', () => {
  it.each([
    ['by its name', 'He joined from Red Star Belgrade for nothing.', 'red-star-belgrade'],
    ['by another name', 'Here is how Man Utd stroll on.', 'man-utd'],
    ['with "the" within', 'A woman of Save the Children came.', 'save-the-children'],
    ['behind "The" that opens a sentence', 'The World Food Programme froze it.', 'world-food-programme'],
    ['behind a word that opens a sentence', 'But Red Star Belgrade won.', 'red-star-belgrade'],
    ['behind two such words', 'In the Royal College of Nursing they met.', 'royal-college-of-nursing'],
    ['with a possessive', "He asked for Red Star Belgrade's answer.", 'red-star-belgrade'],
    ['behind a name', 'He met [Maria Quelle] Red Star Belgrade in spring.', 'red-star-belgrade'],
    ['beside a name', 'He left [Velmar Town] and Red Star Belgrade in spring.', 'red-star-belgrade'],
    [
      'behind a name and "of the"',
      'He met [Maria Quelle] of the Royal College of Nursing.',
      'royal-college-of-nursing',
    ],
    ['behind its owner', "He asked for Ana Velmar's SpaceX there.", 'spacex'],
    ['with "of the" within', 'A woman of Friends of the Earth came.', 'friends-of-the-earth'],
    ['by a longer name', 'He plays for Glasgow Rangers now.', 'glasgow-rangers'],
    ['as an acronym', 'He has worked for BMW since then.', 'bmw'],
    ['by capitals within one word', 'He has read of WHSmith and more.', 'whsmith'],
    ['by a first letter in lower case', 'He flew with easyJet in spring.', 'easyjet'],
    ['with a sign within', 'He bought it from H&M then.', 'h-m'],
    ['with a sign between', 'The auditor was Ernst & Young then.', 'ernst-young'],
    ['by its spokesman', 'A Binance spokesman came.', 'binance'],
    ['by its shares', 'He had shares in Deliveroo then.', 'deliveroo'],
    ['by what it says of itself', 'On Monday, Deliveroo said it would close.', 'deliveroo'],
    ['by what it reports', 'On Monday, Coinbase reported a record quarterly loss.', 'coinbase'],
    ['as a longer acronym that is another name', 'The ruling of the IAAF stands.', 'iaaf'],
  ])('is found %s', (_, text, slug) => {
    expect(missed(text)).toEqual([`organization/${slug}`]);
  });

  it.each([
    ['a mention has it', 'He joined from [Red Star Belgrade] for nothing.'],
    ['a mention has a part of it', 'He joined from Red Star [Belgrade] for nothing.'],
    ['more of a name follows', 'He asked the BMW Bank about it.'],
    ['more of a name precedes', 'He asked for Orsk Red Star Belgrade.'],
    ['a number follows', 'He plays FIFA 2005 all day.'],
    ['it is a part of an address', 'Ask info@BMW or bagle.BMW about it.'],
    ['it is one word', 'He asked for Shell in vain.'],
    ['it is a short acronym that is another name', 'It is fine, IMO, and SVP of it.'],
    ['it is a nickname of many', 'The Tigers stormed ahead.'],
    ['it is written otherwise', 'He joined from red star belgrade, or RED STAR BELGRADE.'],
    ['the text has it for common nouns', 'A big machine wheel (BMW) broke. The BMW is old.'],
    ['it is a nickname that has no word of the name', 'Police praise Old Lady.'],
    ['the authority has a place of this name too', 'He asked for Rio Tinto there.'],
    ['the authority does not have it', 'He joined from Red Star Orsk for nothing.'],
  ])('is not found if %s', (_, text) => {
    expect(missed(text)).toEqual([]);
  });
});

describe('an organisation that the text names elsewhere', () => {
  const orsk = 'organization/orsk-mills';

  it.each([
    ['as it is written there', '[Orsk] shares rose. Orsk bought it.'],
    ['with a possessive', "[Orsk Mills] shares rose. He left Orsk Mills' board."],
    ['behind a word that opens a sentence', '[Orsk Mills] shares rose. But Orsk Mills sold it.'],
  ])('is found %s', (_, text) => {
    expect(missed(text, orsk)).toEqual([orsk]);
  });

  it.each([
    ['more of a name follows', '[Orsk] shares rose. The Orsk Tower fell.'],
    ['the text has the word without a capital', '[Next] shares rose, and next door. Next came rain.'],
    ['only a part of it is written', '[Orsk Mills] shares rose. Orsk bought it.'],
    ['it says whose money an amount is in', '[AU] leaders met. It cost AU$20.'],
    ['it is an address', '[Orsk] shares rose. Go to Orsk.example or ask @the_Orsk.'],
  ])('is not found if %s', (_, text) => {
    expect(missed(text, orsk)).toEqual([]);
  });

  it('is not found if it is doubtful there, a short form, or no organisation', () => {
    expect(missed('[Orsk] shares rose. Orsk bought it.', orsk, 0.4)).toEqual([]);
    expect(missed('[Orsk] shares rose. Orsk bought it.', orsk, 1, 'short form')).toEqual([]);
    expect(missed('[Orsk] shares rose. Orsk bought it.', 'person/orsk')).toEqual([]);
  });
});
