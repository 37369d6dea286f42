import { describe, expect, it } from 'vitest';
import type { Mention } from '../../../../../core/entities/annotation.ts';
import { countriesOf, locatePlaces } from '../../../../../core/entities/authority/locatePlaces.ts';
import { entityId } from '../../../../../core/entities/slug.ts';
import { defaultAuthority } from '../../../../../runtime/authority.ts';

const authority = defaultAuthority();

/** The ids of the words in brackets, which are places: "[Paris], [Texas]". */
function locate(marked: string): (string | null)[] {
  let text = '';
  const mentions: Mention[] = [];
  for (const [, before = '', name] of marked.matchAll(/([^[]*)(?:\[([^\]]+)\])?/g)) {
    text += before;
    if (name === undefined) continue;
    mentions.push({
      ...{ start: text.length, end: text.length + name.length, surface: name, type: 'place', name },
      ...{ entity: entityId('place', name) ?? '', confidence: 1 },
      ...{ link: { reason: 'same name' }, extractor: 'test' },
    });
    text += name;
  }
  return locatePlaces(text, mentions, authority).map(({ entity }) => entity);
}

describe('places of one name', () => {
  it.each([
    ['They met in [Paris], [Texas].', 'place/paris-texas'],
    ['They met in [Paris] ([Texas]).', 'place/paris-texas'],
    ['They met in [Paris], [France].', 'place/paris'],
    ['They met in [Paris].', 'place/paris'],
    ['They met in [Paris] and in [Texas].', 'place/paris'],
    ['They met in [Birmingham], [Alabama].', 'place/birmingham-alabama'],
    ['They met in [Cambridge], [England].', 'place/cambridge-england'],
    ['They met in [Springfield].', 'place/springfield'],
    ['They met in [Springfield], a city in the south of [Missouri].', 'place/springfield-missouri'],
    ['They met in [Springfield]. [Chicago] is far.', 'place/springfield-illinois'],
    ['They met in [Springfield], not in [Illinois] or [Ohio].', 'place/springfield'],
    ['They met in [Kent].', 'place/kent'],
    ['They met in [Norfolk], near [London].', 'place/norfolk-england'],
    ['They met in [Norfolk], [Virginia].', 'place/norfolk-virginia'],
    ['They met in [Punjab].', 'place/punjab'],
    ['They met in [Punjab], near [Lahore].', 'place/punjab-pakistan'],
    ['They met in [Georgia], near [Tbilisi].', 'place/georgia-country'],
    ['They met in [Georgia], near [Atlanta].', 'place/georgia-region'],
    ['They met in [Georgia], said the [United States].', 'place/georgia'],
    ['They met in [Cambridge], not in [London].', 'place/cambridge-england'],
    ['They met in [Asia].', 'place/asia'],
    ['Far from [Oregon] in the [United States].', 'place/oregon'],
    ['Far from [Oregon], [Ohio].', 'place/oregon-ohio'],
    ['They met in [Newcastle], in [Australia].', 'place/newcastle-new-south-wales'],
  ])('%s', (text, id) => {
    expect(locate(text)[0]).toBe(id);
  });

  it('are told once in a document', () => {
    const ids = locate('[Paris], [Texas]. The mayor of [Paris] spoke.');
    expect(ids).toEqual(['place/paris-texas', 'place/texas', 'place/paris-texas']);
    expect(locate('[Paris], [Texas], not [Paris], [France], but [Paris].')).toEqual([
      ...['place/paris-texas', 'place/texas', 'place/paris', 'place/france', 'place/paris'],
    ]);
  });
});

describe('the countries of a document', () => {
  it('are those of its places and peoples', () => {
    const ids = ['place/paris-texas', 'group/finnish', 'person/paris', 'place/springfield', 'place/georgia'];
    expect(countriesOf(ids, authority)).toEqual(['US', 'FI']);
  });
});
