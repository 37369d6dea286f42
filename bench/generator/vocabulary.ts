/** Parts of invented names, which `cast.ts` combines, and the invented sources. */

const list = (words: string): readonly string[] => words.trim().split(/\s+/);

export const givenNames = list(`
  Anna Martin Laura Peter Ingrid Daniel Helena Thomas Sofia Erik Maria David Karin Paul Elena Simon Nora
  Victor Clara Henrik Julia Marcus Irene Oscar Sanna Robert Leena Felix Teresa Hugo Monica Lars Isabel Adam
  Ruth Gustav Amina Stefan Alice Omar Judith Rafael Fiona Yusuf Eva Nikolai Priya Samuel Greta Ibrahim
  Louise Andrei Hanna Carlos Vera Magnus Fatima Joseph Olga Hassan Beatrice Kenji Marta Walter Naomi Ivan
  Rosa Edward Aino Tariq Stella Ian`);

export const familyStarts = list(`
  Hal Tor Bren Kesk Mar Ald Ost Vel Sand Rush Tam Lind Gar Wel Har Fen Dun Cor Nar Bas Ked Pell Ran Sor
  Thorn Und Vart Wick Yar Zell Ash Bel Cald Dray Esk Fal Gren Holl Iver Jost Kirk Lam Mell Nyst Orr Pren
  Quill Ros Stav Trev`);

export const familyEnds = list(`
  vard en mark wick berg holm sen ström court well ridge mann ova escu ini ado sson ley ner tari dahl quist
  low worth man stead erov ikka unen oja`);

export const placeStarts = list(`
  Ald Brim Carn Dorn Ever Falk Grims Hels Ims Jarn Kell Lorn Marsk Norr Oster Pol Quarn Rav Skar Tarn Ulv
  Vest Wyn Ystad Zan Ambr Bor Cress Drum Elv Firth Glen Hav Inver Kors Lych Mor Nes Ormes Pent`);

export const placeEnds = list(`
  ford haven mouth by vik ness gate bridge minster dale mere stow thorpe sund nes burgh combe wold leigh
  hythe port borg stad lund heim ester ovia anda ola essa`);

/** The last words of an organisation's name; `topics.ts` says which topics they fit. */
export const organizationKinds = [
  'Shipping',
  'Bank',
  'Energy',
  'Group',
  'Water Authority',
  'University',
  'Holdings',
  'Steel',
  'Council',
  'Institute',
  'Railways',
  'Hospital',
  'Insurance',
  'Workers Union',
  'Rovers',
  'Technologies',
  'Port Authority',
  'Farmers Association',
  'Foods',
  'Foundation',
  'Athletic',
  'Police',
  'Airlines',
  'Chamber of Commerce',
] as const;

/** How a source delivers its stories. */
export type SourceFormat =
  | 'dated'
  | 'dateline'
  | 'frontmatter'
  | 'html'
  | ItemFormat
  | BatchFormat
  | FeedFormat;
export type ItemFormat = 'ninjs' | 'nitf' | 'mail';
export type BatchFormat = 'jsonl' | 'csv';
export type FeedFormat = 'json-feed' | 'rss' | 'atom';

export interface Source {
  /** The first folder of its keys. */
  folder: string;
  name: string;
  format: SourceFormat;
  /** A news agency, whose stories others reprint. */
  wire?: true;
}

/** By number of stories, which falls off by Zipf's law. */
export const sources: readonly Source[] = [
  { folder: 'meridian-wire', name: 'Meridian Wire', format: 'dateline', wire: true },
  { folder: 'harbour-courier', name: 'Harbour Courier', format: 'html' },
  { folder: 'coastline-agency', name: 'Coastline Agency', format: 'dated', wire: true },
  { folder: 'the-evening-lamp', name: 'The Evening Lamp', format: 'json-feed' },
  { folder: 'northern-ledger', name: 'Northern Ledger', format: 'frontmatter' },
  { folder: 'polar-press', name: 'Polar Press', format: 'jsonl', wire: true },
  { folder: 'inland-tribune', name: 'Inland Tribune', format: 'html' },
  { folder: 'radio-fjord', name: 'Radio Fjord', format: 'rss' },
  { folder: 'market-barometer', name: 'Market Barometer', format: 'dateline' },
  { folder: 'valley-post', name: 'Valley Post', format: 'dated' },
  { folder: 'the-sextant', name: 'The Sextant', format: 'frontmatter' },
  { folder: 'city-bulletin', name: 'City Bulletin', format: 'html' },
  { folder: 'clearing-house-archive', name: 'Clearing House Archive', format: 'csv' },
  { folder: 'island-observer', name: 'Island Observer', format: 'ninjs' },
  { folder: 'morning-signal', name: 'Morning Signal', format: 'atom' },
  { folder: 'the-touchline', name: 'The Touchline', format: 'html' },
  { folder: 'border-herald', name: 'Border Herald', format: 'dateline' },
  { folder: 'farm-and-weather', name: 'Farm and Weather', format: 'nitf' },
  { folder: 'court-record', name: 'Court Record', format: 'mail' },
  { folder: 'science-weekly', name: 'Science Weekly', format: 'html' },
];
