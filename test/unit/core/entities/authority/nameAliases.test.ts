import { describe, expect, it } from 'vitest';
import type { Mention } from '../../../../../core/entities/annotation.ts';
import { resolveAliases } from '../../../../../core/entities/authority/nameAliases.ts';
import { defaultAuthority } from '../../../../../runtime/authority.ts';

const authority = defaultAuthority();

const mention = (surface: string, entity: string, name = surface): Mention => ({
  ...{ start: 0, end: surface.length, surface, type: entity.split('/')[0] as Mention['type'], entity, name },
  ...{ confidence: 1, link: { reason: 'same name' }, extractor: 'test' },
});

describe('a name that the authority has as an alias', () => {
  it.each([
    [mention('Man Utd', 'organization/man-utd'), 'organization/manchester-united'],
    [mention('Spurs', 'organization/spurs'), 'organization/tottenham-hotspur'],
    [mention('Lib Dems', 'organization/lib-dems'), 'organization/liberal-democrats'],
    [
      mention('Liberal Democrats', 'group/liberal-democrat', 'Liberal Democrat'),
      'organization/liberal-democrats',
    ],
    [mention('Tory', 'group/tory'), 'organization/conservative-party'],
    [mention('Tories', 'group/tory', 'Tory'), 'organization/conservative-party'],
    [mention('Conservatives', 'group/conservative', 'Conservative'), 'organization/conservative-party'],
    [mention('Man City', 'place/man-city'), 'organization/manchester-city'],
    [mention('Stimson Center', 'place/stimson-center'), 'organization/stimson-center'],
    [mention('Manchester City FC', 'organization/manchester-city-fc'), 'organization/manchester-city'],
    [mention('America', 'place/america'), 'place/united-states'],
  ])('is put to what it names: $surface', (one, id) => {
    expect(resolveAliases([one], authority)).toMatchObject([{ entity: id, link: { reason: 'alias' } }]);
  });

  it.each([
    mention('Velmar City FC', 'organization/velmar-city-fc'),
    mention('British', 'group/british'),
    mention('Chelsea', 'organization/chelsea'),
    mention('Paris', 'place/paris'),
    mention('Carnegie Hall', 'place/carnegie-hall'),
    mention('Palomar Observatory', 'place/palomar-observatory'),
    mention('Blair', 'person/blair'),
  ])('is not looked for where the name is its own: $surface', (one) => {
    expect(resolveAliases([one], authority)).toEqual([one]);
  });

  it.each([
    ['Altria Group', 'Altria'],
    ['Everton Football Club', 'Everton'],
    ['Metropolitan Police Service', 'Metropolitan Police'],
  ])('is one with a group word behind it, if the text has it without: %s', (whole, name) => {
    const group = mention(whole, `organization/${whole.toLowerCase().replaceAll(' ', '-')}`);
    const own = mention(name, `organization/${name.toLowerCase().replaceAll(' ', '-')}`);
    expect(resolveAliases([group, own], authority).map(({ entity }) => entity)).toEqual([
      own.entity,
      own.entity,
    ]);
    expect(resolveAliases([group], authority)).toEqual([group]);
  });

  it('is not one with a place of that name', () => {
    const club = mention('Burnley Football Club', 'organization/burnley-football-club');
    expect(resolveAliases([club, mention('Burnley', 'place/burnley')], authority)[0]).toEqual(club);
  });

  it("is that of a city of the language's country", () => {
    const city = mention('Göteborg', 'place/goteborg');
    expect(resolveAliases([city], authority, 'sv')).toMatchObject([{ entity: 'place/gothenburg' }]);
    for (const language of ['en', 'fi', 'und', 'en-GB'])
      expect(resolveAliases([city], authority, language)).toEqual([city]);
  });

  it('is that of a club although the document names another country, if it is its own', () => {
    const city = mention('Manchester City', 'place/manchester-city');
    const portugal = mention('Portugal', 'place/portugal');
    expect(resolveAliases([city, portugal], authority)[0]).toMatchObject({
      ...{ type: 'organization', entity: 'organization/manchester-city' },
    });
  });

  it.each([
    ['Man United', 'organization/manchester-united'],
    ['Lib Dem', 'organization/liberal-democrats'],
  ])("of several words is nobody else's, whatever country the document names: %s", (name, id) => {
    const one = mention(name, `organization/${name.toLowerCase().replace(' ', '-')}`);
    expect(resolveAliases([one, mention('Spain', 'place/spain')], authority)[0]).toMatchObject({
      entity: id,
    });
  });

  it('of several words that are not in its own name may be that of another country', () => {
    const devils = mention('Red Devils', 'organization/red-devils');
    expect(resolveAliases([devils, mention('Spain', 'place/spain')], authority)[0]).toEqual(devils);
  });

  it.each([
    [0.7, 'organization/feyenoord'],
    [0.9, 'place/feyenoord'],
  ])('of one word is put to an organisation only in doubt: %s', (confidence, id) => {
    const one = { ...mention('Feyenoord', 'place/feyenoord'), confidence };
    expect(resolveAliases([one], authority)).toMatchObject([{ entity: id }]);
  });

  it('is that of a city only where the document names its country, or anybody knows it', () => {
    const twickenham = mention('Twickenham', 'place/twickenham');
    const america = mention('United States', 'place/united-states');
    expect(resolveAliases([twickenham], authority)).toEqual([twickenham]);
    expect(resolveAliases([twickenham, america], authority)[0]).toMatchObject({ entity: 'place/huntsville' });
    expect(resolveAliases([mention('Bombay', 'place/bombay')], authority)).toMatchObject([
      { entity: 'place/mumbai' },
    ]);
  });

  it('is not that of another country than the document names', () => {
    const labour = mention('Labour', 'organization/labour');
    const israel = mention('Israel', 'place/israel');
    const britain = mention('United Kingdom', 'place/united-kingdom');
    expect(resolveAliases([labour, israel], authority)[0]).toEqual(labour);
    expect(resolveAliases([labour, israel, britain], authority)[0]).toMatchObject({
      entity: 'organization/labour-party',
    });
  });
});

describe("a town's name in a text on rugby", () => {
  const town = mention('Newcastle', 'organization/newcastle');
  it('is no football club', () => {
    expect(resolveAliases([town], authority, 'en', 'Newcastle won the rugby match.')).toEqual([town]);
  });

  it.each([
    'They came from rugby to football, and Newcastle won.',
    'The rugby captain saw how Newcastle won in the Premier League.',
  ])('may be one where football is named: %s', (text) => {
    expect(resolveAliases([town], authority, 'en', text)).toMatchObject([
      { entity: 'organization/newcastle-united' },
    ]);
  });

  it('is put to a club that it is no town of', () => {
    const wasps = mention('Wasps', 'organization/wasps');
    expect(resolveAliases([wasps], authority, 'en', 'The rugby of Wasps.')).toMatchObject([
      { entity: 'organization/london-wasps' },
    ]);
  });
});
