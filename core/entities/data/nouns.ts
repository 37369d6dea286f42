/**
 * Common nouns that say what a name beside them is: "the regulator Icstis", "Keane, the band". All in lower
 * case.
 */
import { wordSet } from '../../text/wordSet.ts';

/** What a noun makes of a name. `band` and `team` are shown as group and organisation. */
export type NamedKind = 'person' | 'place' | 'organization' | 'team' | 'band' | 'work' | 'thing';

const singular: Record<NamedKind, string> = {
  person: '',
  place: 'city town village hamlet suburb resort borough municipality island peninsula airport',
  organization:
    'firm company regulator giant agency bank union watchdog retailer maker chain broker developer publisher ' +
    'operator carrier airline supplier manufacturer provider lender insurer broadcaster newspaper ' +
    'charity consultancy subsidiary conglomerate brewer drugmaker carmaker automaker bookmaker supermarket ' +
    'organisation organization society association institute institution corporation business start-up venture label studio ' +
    'distributor chipmaker steelmaker utility exchange network station channel magazine website consortium ' +
    'startup planemaker homebuilder housebuilder toymaker tyremaker truckmaker reinsurer refiner wholesaler ' +
    'party ministry department fund quango pressure-group think-tank university college retailer shipbuilder ' +
    'vendor jeweller winemaker distiller brewery bookseller grocer pollster laboratory telco mill',
  team: 'club side team',
  band: 'band group act duo trio quartet quintet foursome threesome supergroup',
  work:
    'film movie serial album song single track novel book comedy drama show sitcom blockbuster game musical play ' +
    'thriller sequel prequel remake soap documentary biopic opera flop ballad anthem poem biography ' +
    'autobiography epic tragedy farce cartoon animation screenplay memoir bestseller romcom spin-off trilogy adaptation',
  thing:
    'worm virus trojan browser console handset software bug rocket satellite spacecraft probe ship ferry ' +
    'yacht tanker submarine warship frigate helicopter directive hurricane storm cyclone typhoon drug painkiller horse filly mare gelding system device gadget technology fair',
};

const irregular: Record<string, NamedKind> = {
  rockers: 'band',
  rappers: 'band',
  newcomers: 'band',
  series: 'work',
  programme: 'work',
  program: 'work',
  aircraft: 'thing',
};

const kinds = new Map<string, NamedKind>(Object.entries(irregular));
for (const [kind, words] of Object.entries(singular) as [NamedKind, string][])
  for (const word of words.split(' ').filter(Boolean))
    for (const form of [word, pluralOf(word)]) kinds.set(form, kind);

function pluralOf(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

/** What the noun makes of a name before or after it; `undefined` for other words. */
export function kindOfNoun(noun: string): NamedKind | undefined {
  return kinds.get(noun);
}

/** Directly after a name, without a possessive: "Keane singer", "Santy worm", "Oscar nominee". */
export const kindsBefore: ReadonlyMap<string, NamedKind> = new Map([
  ...entries('band', 'singer frontman guitarist drummer bassist vocalist keyboardist'),
  ...entries(
    'work',
    'film movie trilogy musical soundtrack sequel prequel biopic sitcom programme starring creator',
  ),
  ...entries(
    'thing',
    'worm virus trojan browser console handset software nominee nominees nomination nominations award awards ' +
      'hopeful hopefuls contender contenders statuette statuettes ' +
      'disease syndrome ' +
      'maker lager stout cider whisky vodka rum gin brandy cognac champagne sedan saloon hatchback',
  ),
  ...entries('place', 'airport airports'),
  ...entries(
    'organization',
    'shares shareholders spokesman spokeswoman executives subsidiary brand brands CEO CFO',
  ),
]);

/** Directly after an acronym, what shows that it is a technology: "RFID tags", "the DVB-H standard". */
export const acronymThings = wordSet`tag tags standard standards format formats disc discs screens`;

/** Behind a name and its acronym, what both are names of: "National Insurance (NI) contributions". */
export const introducedThings = wordSet`
  technology technologies system systems scheme schemes initiative contributions protocol software tax
`;

/** Directly after a lone name, what nobody has but an award: "an Oscar winner", "the Oscar ceremony". */
export const awardWords = new Set(['winner', 'winners', 'ceremony', 'ceremonies']);

/** Between "best" and an award: "the best actress Oscar". */
export const awardCategories = wordSet`actor actress director film picture screenplay`;

/** Whom and what a company has, each with the words before its name: "an analyst at", "a stake in". */
export const companyPeople: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...joined('analyst analysts economist economists strategist strategists', 'at with from for'),
  ...joined('executive executives', 'at of with from'),
  ...joined('spokesman spokeswoman spokesperson', 'for of from'),
  ...joined('shareholder shareholders stake stakes shares', 'in of'),
  ...joined('subsidiary founder co-founder', 'of'),
  ...joined('researcher researchers', 'at from with'),
  ...joined('colleague colleagues', 'at'),
  ...joined('employee employees', 'of at'),
  ...joined('survey surveys poll polls research', 'by'),
]);

/** The same for what may also be said of a place: "the takeover of the Sudetenland". */
export const companyDeals: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...joined('takeover acquisition buyout flotation privatisation privatization', 'of'),
  ...joined('merger mergers', 'with of between'),
  ...joined('published distributed manufactured operated marketed', 'by'),
  ...joined('board customers chairman chairwoman', 'of'),
  ...joined('survey surveys poll polls research', 'from'),
]);

/** In lower case, who leads a company: "Velmar Chief Executive Ana Orsk", "Velmar's finance director". */
export const companyOffices: ReadonlySet<string> = new Set([
  'chief executive',
  'chief financial officer',
  'chief operating officer',
  'managing director',
  'finance director',
  'chairman',
  'chairwoman',
]);

/** What a company reports: "posted a record profit". */
export const companyResults = wordSet`profit profits loss losses earnings revenue revenues turnover sales`;

/** Behind a possessive, what only companies have: "Velmar's latest quarterly profits". */
export const companyOwned = wordSet`
  shares shareholders profits turnover subsidiary subsidiaries flotation workforce
`;

/** The same where it stands directly behind: "Velmar's headquarters". Places have "police headquarters". */
export const companyShared = wordSet`revenue revenues headquarters employees executives`;

/** Directly after a name without a possessive, whom and what companies have: "Velmar employees". */
export const companyBehind = wordSet`
  employees staff factory factories investors profit profits
`;

/** Before "of" and a place: who lives there, what it has, and where it is. */
export const placeNouns = wordSet`
  mayor mayors resident residents inhabitants citizens people population streets outskirts suburbs port
  ports harbour harbor quay quays quayside beaches shores skies coast north south east west north-east
  north-west south-east south-west northeast northwest southeast southwest
`;

/** Before "from" and a place: "a man from Velmar", "two farmers from Velmar". Others are from a body too. */
export const fromPlaces = wordSet`
  man men woman women boy boys girl girls mother father grandmother grandfather couple family families
  teenager teenagers pensioner pensioners farmer farmers fisherman fishermen villager villagers year-old
  refugee refugees migrant migrants evacuees firm company
`;

/** Before a person's name, who has a place: "Mayor Ana Orsk of Velmar". */
export const placeHolders = wordSet`Mayor Bishop Archbishop Sheriff`;

/** Before a place, what war and floods do to it: "they shelled Velmar". */
export const placeVerbs = wordSet`
  shelled shelling bombarded bombarding besieged besieging recaptured recapturing fled fleeing flooded
  overran evacuated evacuating
`;

/** Directly after a place without a possessive, whom it has: "Velmar police said". */
export const placePeople = wordSet`police mayor residents villagers magistrates`;

/** After "the" and a place: "the Velmar region". */
export const placeBehind = wordSet`region province district peninsula valley area coast`;

/** Last words of names that are none of the types. */
export const thingHeads = wordSet`
  Disease Syndrome Act Bill Game Virus Worm Lecture Lectures Report Directive Inquiry Document Paper
  Smartphone Smartphones Explorer Toolbar Blog Manifesto Constitution Curtain
`;

/** Verbs of which a band is the subject, in an article on music. */
export const bandVerbs = wordSet`headline headlines headlined perform performs performed play plays played`;
export const auxiliaries = wordSet`will to have has had is are would`;

/** In a sports report, directly after the name of a team: "Saints boss", "England line-up". */
export const teamWords = wordSet`
  boss striker forward midfielder defender goalkeeper keeper winger wing prop hooker lock flanker centre
  fly-half scrum-half full-back back-row captain skipper coach manager squad line-up team side players
  player fans supporters fan supporter debut pack scrum forwards backs chairman team-mate team-mates physio
  substitute international defence attack bench dressing-room goalmouth net pair duo trio
`;

/** Verbs of which, in a sports report, a team is the subject or the object. */
export const teamVerbs = wordSet`
  beat beats beating beaten thrashed thrash edged hammered hammer stunned overcame outplayed crushed face
  faces faced facing host hosts hosted hosting visit visited v vs versus against have were are led lead drew
  signed join joined joining leave left equalised conceded tackle meet chased stretched pressed
  play playing
`;

/** Words that show a report on a sport of teams, and on one of persons. */
export const teamSports = wordSet`
  rugby football footballer cricket hockey basketball baseball striker midfielder defender goalkeeper winger
  fly-half scrum-half full-back hooker flanker prop half-time kick-off premiership fixture fixtures squad
  line-out scrum substitute substitutes equaliser offside penalty goals tries wicket wickets innings batsman
  bowler quarterback touchdown league centre-half midfield strikers defenders midfielders referee keeper
`;
export const soloSports = wordSet`
  tennis athletics athlete athletes seed seeded unseeded sprinter sprint marathon metres indoor heptathlon
  hurdles backhand forehand golf golfer boxing boxer cyclist swimmer skier wimbledon
`;
/** Words of every sport, and few other texts. */
export const sports = wordSet`
  coach match matches season injury injured champion champions championship championships cup tournament
  semi-final semi-finals quarter-final quarter-finals final finals victory defeat defeated game games player
  players team teams win wins winner beat beating opener title round referee club clubs doping medal medals
  trophy manager captain half points scored score goal ankle hamstring knee
`;

/** Words that show an article on computer games, which has the words of sport too: "players", "wins". */
export const gaming = wordSet`
  console consoles gamer gamers gaming graphics multiplayer handheld software hardware pc pcs developers
`;

/** Words that show an article on music. */
export const music = wordSet`
  band bands album albums song songs singer gig gigs tour concert concerts chart charts guitarist rock pop
  music singles
`;

function entries(kind: NamedKind, words: string): [string, NamedKind][] {
  return words.split(' ').map((word) => [word, kind]);
}

function joined(nouns: string, joints: string): [string, ReadonlySet<string>][] {
  const all = new Set(joints.split(' '));
  return nouns.split(' ').map((noun) => [noun, all]);
}
