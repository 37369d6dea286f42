import { describe, expect, test } from 'vitest';
import { typesIn } from './typesIn.ts';

describe('the words beside a name', () => {
  test.each([
    ['a noun before it', 'They asked the regulator [Velmar|person] about it.', 'organization'],
    ['but no team of a person', 'Team [Velmar|person] said so.', 'person'],
    ['a noun with a comma', 'They asked a rights society, [Velmar|person], about it.', 'organization'],
    ['a noun in apposition', 'They asked [Velmar|person], the Kelmerian chain, about it.', 'organization'],
    ['what is near it', 'They saw [Velmar|place], a new tower near the station.', 'place'],
    ['a noun in a longer apposition', 'They saw [Velmar|place], a Kelmerian film about it.', 'other'],
    ['a noun behind it', 'They feared the [Velmar|person] worm for days.', 'other'],
    ['a work of whom it stars', 'She starred in [Velmar|person].', 'other'],
    ['the last word of a title', 'They cancelled the show Journey to [Velmar|place].', 'other'],
    ['a verb of a list', 'Their systems include [Velmar|organization], he said.', 'other'],
    ['an operating system', 'They sell [Velmar|organization], the operating system, there.', 'other'],
    ['an award', 'She was the [Velmar|person] nominee of the year.', 'other'],
    ['those who hope for it', 'They met the [Velmar|person] hopefuls there.', 'other'],
    ['a work that bears a name', 'She won it for her role in [Vera Velmar|person] there.', 'other'],
    ['who has the work', "She won it for her role in [Vera Velmars|person]' film.", 'person'],
    ['one of several such things', 'It was her first ever [Velmar|person], for a film.', 'other'],
    ['an acronym', 'He left [VLM|person] in the spring.', 'organization'],
    ['an acronym that describes', 'He met an [RLM|organization] spokesman there.', 'organization'],
    ['common nouns that open a sentence', 'Road line makers ([RLM|organization]) met.', 'other'],
    ['a department', 'They asked the [Justice Department|organization] about it.', 'organization'],
    ['a last word that is no surname', 'He left [Vera Shipping|person] there.', 'organization'],
    ['a last word that is also a surname', 'He met [Vera Church|person] there.', 'person'],
    ['of two', 'He owns [Velmar & Orsk Works|place] there.', 'organization'],
    ['two countries', 'He left [Serbia & Velmar|place] there.', 'place'],
    ['such a word alone', 'He met [Shipping|person] there.', 'person'],
    ['a number', 'They released [Velmar|person] 2 on a disc.', 'other'],
    ['a form of address', 'He asked for [Mr Velmar|place] in vain.', 'person'],
    ['an award by its last word', 'She won the [Velmar Prize|event] in the end.', 'other'],
    ['a show by its last word', 'They met at the [Velmar Motor Show|organization] there.', 'event'],
    ['an adaptation', 'They made [Velmar|person], a live-action adaptation of it.', 'other'],
    ['a predicate', '[Velmar|place] is the sequel to it.', 'other'],
    ['a noun within a predicate says nothing', '[Velmar|place] is the film capital of it.', 'place'],
    ['a programme', 'He told the [Velmar|place] programme about it.', 'other'],
    ["an organisation's programme", 'The [Velmar|organization] programme ended.', 'organization'],
    ['the people of a place', 'They met in the [Californian|place] town there.', 'group'],
    ['the people of a region', 'They met in the [West African|place] state there.', 'group'],
    ['a cast', 'They made [Velmar|place] starring Tilde.', 'other'],
    ['the one who stars', 'It is a film with [Velmar|person] starring.', 'person'],
    ['a lecture', 'He gave the [Velmar Lecture|organization] there.', 'other'],
    ['brands', 'They own the [Velmar|place] brands there.', 'organization'],
    ['a team', 'He plays for [Glasgow Rugby|person] there.', 'organization'],
    ['a technology', 'They sell [VLM|organization] tags there.', 'other'],
    ['a team with an article', 'They joined the club the [Velmars|person] there.', 'organization'],
    ['one of a people with an adjective', 'He is a proud [Velmarman|person] there.', 'other'],
    ['a form of address before it', 'They asked Mr [Velmar|organization] about it.', 'person'],
    ['a title', 'They asked [Dame Ana Velmar|place] about it.', 'person'],
    ['a part of a company', 'They asked [Velmar Europe|place] about it.', 'organization'],
    ['a part of a continent', 'They asked [Continental Europe|place] about it.', 'place'],
    ['a continent with an adjective', 'They asked [Velmarian Africa|place] there.', 'place'],
    ['what has no capitals', 'It was the velmar-price index ([VPI|organization]) there.', 'other'],
    ['what has capitals', 'It was the Velmar Price Institute ([VPI|organization]) there.', 'organization'],
    ['a performance', 'He won it for his performance in [Velmar|place].', 'other'],
    ['a railway', 'They asked [Velmar Railways|place] about it.', 'organization'],
    ['a disease', 'She has [Velmar|organization] disease, he said.', 'other'],
    ['an employer of colleagues', 'They met colleagues at [Velmar|place] there.', 'organization'],
    ['a fund', 'They asked the hedge fund [Velmar|person] there.', 'organization'],
    ['an award of a category', 'She took the best actress [Velmar|person] there.', 'other'],
    ['an actress', 'They asked the actress [Velmar|organization] there.', 'person'],
    ['the ceremony of an award', 'They met at the [Velmar|person] ceremony there.', 'other'],
    ['the star of a film', '[Vera Velmar|person] star Ana Tilde came.', 'other'],
    ['a star of persons', '[Vera Velmar|person] star maps came.', 'person'],
    ['what has a creator', 'They asked [Velmar|organization] creator Ana Tilde there.', 'other'],
    ['a technology by its name', 'It is a technology known as [Velmar|organization] there.', 'other'],
    ['a technology by its acronym', 'They use the Velmar Line ([VL|organization]) system there.', 'other'],
    ['a scheme with its acronym', 'The [Velmar Line|organization] (VL) scheme ended.', 'other'],
    ['an institute with its acronym', 'The [Velmar Line|organization] (VL) office ended.', 'organization'],
    ["a place's centre", "A spokesman for [Velmar|place]'s Tilde Centre came.", 'place'],
    ['a town of a place', 'They met in the town of [Velmar|organization] there.', 'place'],
    ['what a city has', "They read the city's [Velmar|organization] there.", 'organization'],
    ['a radio station', 'He likes radio stations such as [Velmar|place] there.', 'organization'],
    ['a directive with its name', 'It is a directive, [VLM|organization] (Velmar Law), there.', 'other'],
    ['what is in brackets behind a noun', 'They asked a charity ([Velmar|person]) there.', 'organization'],
    ['a drink', 'They sell [Velmar Club|organization] rum there.', 'other'],
    ['a fair', '[Velmar|place], the largest trade fair, opens.', 'other'],
    ['an airport', 'They met at [Velmar|organization] airport there.', 'place'],
    ['one of many', '[Velmar|place] is just one of the many companies, he said.', 'organization'],
    ['one of the biggest', '[Velmar|place], one of the biggest brewers, won.', 'organization'],
    ['what a country has', "[Velmar|place], Orsk's largest retailer, won.", 'organization'],
    ['who goes on after a comma', "[Velmar|organization], Orsk's only minister, won.", 'organization'],
    ['what has a maker', '[Velmar|organization] maker Orsk won.', 'other'],
    ['what has shares', "They bought [Velmar|place]'s shares there.", 'organization'],
    ['what another work was written on', 'A book on [Velmar|organization], written by Orsk.', 'organization'],
    ['a film on the screen', 'He was seen on the big screen in [Velmar|place].', 'other'],
    ['a surname is a person', 'He told the agency [Velmar|person] was out.', 'organization'],
  ])('%s', (_, text, type) => {
    expect(typesIn(text)).toEqual([type]);
  });

  test('nouns in the plural describe each name of a list', () => {
    expect(typesIn('They are firms such as [Velmar|person], [Tilde|place] and [Orsk|person].')).toEqual([
      'organization',
      'organization',
      'organization',
    ]);
  });

  test('nouns in the plural behind a list describe each of its names', () => {
    expect(typesIn('He met them at [Velmar|organization] and [Orsk|place] airports.')).toEqual([
      'place',
      'place',
    ]);
    expect(typesIn('He came from the airports at [Velmar|organization] and [Orsk|organization].')).toEqual([
      'place',
      'place',
    ]);
  });

  test('say nothing of a computer game as a sport', () => {
    const sport = 'The players of the game won the match, and the team won the final. ';
    const game = `${sport}Gamers like its graphics on a console. `;
    expect(typesIn(`${sport}Some [Velmar|place] fans came.`)).toEqual(['organization']);
    expect(typesIn(`${game}Some [Velmar|place] fans came.`)).toEqual(['place']);
  });

  test('change no name of which the document has the full name of a person', () => {
    expect(typesIn('[Ann Velmar|person] sang. They asked the regulator [Velmar|person] about it.')).toEqual([
      'person',
      'person',
    ]);
  });

  test('change no sure full name of a person but by a noun directly before it', () => {
    expect(typesIn('They asked the developer [Maria Quelle|person] about it.', 0.9)).toEqual(['person']);
    expect(typesIn('They saw the biopic [Maria Quelle|person] there.', 0.9)).toEqual(['other']);
  });

  test('what a person has by full name is a work', () => {
    const owned = "They saw [Tom Orsk|person]'s [Vera Velmar|person] there.";
    expect(typesIn(owned)).toEqual(['person', 'other']);
    const sport = 'The coach praised the players of both teams after the match and the final. ';
    expect(typesIn(sport + owned)).toEqual(['person', 'person']);
    expect(typesIn("They saw [Orsk|person]'s [Vera Velmar|person] there.")).toEqual(['person', 'person']);
    expect(typesIn('They saw [Tom Orsk|person] [Vera Velmar|person] there.')).toEqual(['person', 'person']);
  });

  test('change no listed name', () => {
    expect(typesIn('They asked the agency [Reuters|organization] and the band [France|place].')).toEqual([
      'organization',
      'place',
    ]);
  });
});

describe("a name's own form", () => {
  test.each([
    ['games of a company', 'He left [Velmar Games|organization] there.', 'organization'],
    ['two countries', 'The [India-Pakistan|place] talks ended.', 'other'],
    ['a state with two names', 'The emperor of [Austria-Hungary|place] came.', 'place'],
    ['what two countries have', 'The [Iran-Iraq|place] war ended.', 'other'],
    ['a document', 'They read a [Department of Velmar Document|organization] there.', 'other'],
    ['a firm with two names', 'The [Orsk-Velmar|organization] firm won.', 'organization'],
    ['a rank', 'They asked Ana Orsk, [QC|organization], there.', 'other'],
    ['a vendor', 'Accessory vendor [Velmar|person] won.', 'organization'],
    ['a virus', 'They fight [HIV|event] there.', 'other'],
    ['a square', "They met in New Orsk's [Velmar Square|organization] there.", 'place'],
    ['a body with isles', 'The [University of the Velmar Islands|organization] won.', 'organization'],
    ['a name with a hyphen', 'They saw [al-Velmar|organization] there.', 'organization'],
    ['an address', 'Write to ana.[velmar|person]@orsk.example there.', 'other'],
    ['a missing space', 'They came there.[Velmar|person] left.', 'person'],
    ['one with an acronym', 'They met the [Velmar Support Office|organization] (VSO).', 'organization'],
    ['a people', 'They met a [Velmarman|person] there.', 'other'],
    ['without an article a surname', 'They met [Velmarman|person] there.', 'person'],
    ['a guest in a title', "He told the BBC's Breakfast with [Velmar|person] about it.", 'other'],
    ['whom a headline has talks with', "Orsk's Talks With [Velmar|person] Fail.", 'person'],
    ['people of a city', 'The [Londoners|place] stayed.', 'group'],
    ['common capitals', 'They watched [TV|organization] there.', 'other'],
    ['one whom capitals name', 'The [DJ|person] came.', 'other'],
    ['a generation of telephones', 'They sell [3G|organization] phones there.', 'other'],
    ['a name that opens a sentence', '[Steelmakes|organization] won.', 'organization'],
    ['a law with an article', 'They read the [Bill|person] there.', 'other'],
    ['a law with its name', 'They read the Velmar [Bill|person] there.', 'other'],
    ['a person called so', 'They met Mr [Bill|person] and [Bill|person] there.', 'person'],
    ['an acronym of a name', 'China Central Television ([CCTV|organization]) said so.', 'organization'],
    ['a disease', 'She has [Velmar Disease|organization] now.', 'other'],
    ['a firm', 'An analyst at [Velmar Research|place] said so.', 'organization'],
    ['an acronym at the end', 'An analyst at [Velmar UBS|place] said so.', 'organization'],
    ['a part of a country', 'He left for [Velmar L.A.|place] there.', 'place'],
    ['a hall of an organisation', 'He left [BBC Square|place] there.', 'place'],
    ['a constituency', 'She is the MP for [Velmar|person] now.', 'place'],
    ['a motorway', 'They met on the [M25|place] there.', 'place'],
    ['a branch', 'He left [Velmar Austria|place] in May.', 'organization'],
    ['a paper', 'They bought the [Orsk Messenger|organization] in May.', 'organization'],
    ['a product', 'They bought [Orange Smartphones|organization] in May.', 'other'],
    ['a church that is no building', 'They saw the [Velmar Church|organization] in May.', 'organization'],
    ['a part of a continent by a letter', 'He left [S Asia|place] in May.', 'place'],
    ['a part of a country by its name', 'He left [Upper Austria|place] in May.', 'place'],
    ['a lake with the name of a country', 'He left [Lake Malawi|place] in May.', 'place'],
    ['a port with the name of a country', 'He left [Port Sudan|place] in May.', 'place'],
  ])('%s', (_, text, type) => {
    expect(typesIn(text).at(-1)).toBe(type);
  });
});

test('names of a list are what most of them are', () => {
  const list = '[Ann Bell|person], [Velmar|organization], [Tom Orsk|person] and [Eva Tilde|person] came.';
  expect(typesIn(list)).toEqual(['person', 'person', 'person', 'person']);
  expect(typesIn('[Ann Bell|person], [Velmar|organization] said.')).toEqual(['person', 'organization']);
});

describe('in an article on music', () => {
  const about = 'The album and the single of the band topped the chart; the gig was the last of the tour. ';

  test('bands are groups', () => {
    expect(typesIn(`${about}The rockers [Velmar|person] came.`)).toEqual(['group']);
    expect(typesIn(`${about}[Velmar|organization] and [Iron Tilde|organization] will headline it.`)).toEqual([
      'group',
      'group',
    ]);
  });

  test('elsewhere a band may be anything', () => {
    expect(typesIn('The act [Velmar|organization] came.')).toEqual(['organization']);
  });
});

test.each([
  ['It cost [AU|organization]$6,899, or [US|place]$ 4,500 there.', ['other', 'other']],
  ['It owes the [US|place] $45 and the [UK|place] (£5).', ['place', 'place']],
  ['The group [Velmars|organization]$ did it.', ['organization']],
])('whose money an amount is in: %s', (text, types) => {
  expect(typesIn(text)).toEqual(types);
});
