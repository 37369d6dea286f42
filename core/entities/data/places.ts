import { wordList, wordSet } from '../../text/wordSet.ts';
import { subdivisions } from './subdivisions.ts';

/** Places other than countries: their subdivisions, regions, and cities that are often in the news. */
export const places: string[] = [
  ...subdivisions.map(({ name }) => name),
  ...(
    'Africa,Antarctica,Asia,Europe,Eurasia,North America,South America,Latin America,Central America,' +
    'Oceania,Middle East,Far East,Scandinavia,Balkans,Caucasus,Baltics,Caribbean,Arctic,Atlantic,Pacific,' +
    'Mediterranean,Baltic,Sahel,Sahara,Siberia,Alps,Andes,Himalayas,Levant,Maghreb,Persian Gulf,Black Sea,' +
    'Red Sea,Dead Sea,Lapland,Crimea,Donbas,Kosovo,Chechnya,Kashmir,Tibet,Xinjiang,Gaza,Gaza Strip,' +
    'West Bank,Palestine,Kurdistan,Darfur,Tigray,Greenland,Gibraltar,Bermuda,Macau,Soviet Union,' +
    'East Germany,West Germany,Yugoslavia,Czechoslovakia,Korea,London,Manchester,Liverpool,Birmingham,Leeds,' +
    'Sheffield,Newcastle,Bristol,Nottingham,Leicester,Southampton,Portsmouth,Brighton,Oxford,Cambridge,' +
    'Edinburgh,Glasgow,Aberdeen,Dundee,Cardiff,Swansea,Belfast,Dublin,Cork,Paris,Marseille,Lyon,Nice,' +
    'Toulouse,Bordeaux,Strasbourg,Lille,Cannes,Berlin,Hamburg,Munich,Frankfurt,Cologne,Stuttgart,Dresden,' +
    'Leipzig,Bonn,Vienna,Salzburg,Zurich,Geneva,Basel,Bern,Davos,Brussels,Antwerp,Amsterdam,Rotterdam,' +
    'The Hague,Utrecht,Copenhagen,Aarhus,Stockholm,Gothenburg,Malmo,Oslo,Bergen,Helsinki,Tampere,Turku,' +
    'Espoo,Oulu,Reykjavik,Tallinn,Tartu,Riga,Vilnius,Warsaw,Krakow,Gdansk,Prague,Brno,Bratislava,Budapest,' +
    'Bucharest,Sofia,Belgrade,Zagreb,Ljubljana,Sarajevo,Skopje,Tirana,Pristina,Athens,Thessaloniki,Rome,' +
    'Milan,Turin,Naples,Venice,Florence,Genoa,Palermo,Madrid,Barcelona,Valencia,Seville,Bilbao,Malaga,' +
    'Lisbon,Porto,Moscow,St Petersburg,St. Petersburg,Kyiv,Kiev,Kharkiv,Odesa,Odessa,Lviv,Mariupol,Minsk,' +
    'Chisinau,Tbilisi,Yerevan,Baku,Grozny,Istanbul,Ankara,Izmir,Nicosia,Damascus,Aleppo,Beirut,Amman,' +
    'Jerusalem,Tel Aviv,Haifa,Ramallah,Baghdad,Basra,Mosul,Falluja,Fallujah,Tehran,Riyadh,Jeddah,Mecca,Doha,' +
    'Dubai,Abu Dhabi,Muscat,Sanaa,Aden,Kabul,Kandahar,Islamabad,Karachi,Lahore,Peshawar,New Delhi,Delhi,' +
    'Mumbai,Bombay,Kolkata,Calcutta,Chennai,Bangalore,Bengaluru,Hyderabad,Dhaka,Colombo,Kathmandu,Beijing,' +
    'Shanghai,Shenzhen,Guangzhou,Wuhan,Chongqing,Taipei,Tokyo,Osaka,Kyoto,Hiroshima,Nagasaki,Fukushima,' +
    'Seoul,Busan,Pyongyang,Ulan Bator,Hanoi,Ho Chi Minh City,Bangkok,Phnom Penh,Kuala Lumpur,Jakarta,Bali,' +
    'Manila,Yangon,Rangoon,Cairo,Alexandria,Tripoli,Benghazi,Tunis,Algiers,Casablanca,Rabat,Marrakesh,Dakar,' +
    'Bamako,Abidjan,Accra,Lagos,Abuja,Kano,Khartoum,Addis Ababa,Nairobi,Mombasa,Kampala,Kigali,Mogadishu,' +
    'Dar es Salaam,Kinshasa,Luanda,Lusaka,Harare,Maputo,Johannesburg,Pretoria,Cape Town,Durban,Soweto,' +
    'Sydney,Melbourne,Brisbane,Perth,Adelaide,Canberra,Hobart,Darwin,Auckland,Wellington,Christchurch,' +
    'Washington DC,Washington D.C.,New York City,Los Angeles,San Francisco,San Diego,San Jose,Chicago,' +
    'Boston,Philadelphia,Houston,Dallas,Miami,Atlanta,Detroit,Seattle,Denver,Las Vegas,New Orleans,' +
    'Minneapolis,Baltimore,Pittsburgh,Cleveland,Phoenix,Portland,Salt Lake City,Toronto,Montreal,Vancouver,' +
    'Ottawa,Calgary,Mexico City,Havana,Port-au-Prince,Kingston,San Juan,Caracas,Bogota,Medellin,Quito,Lima,' +
    'La Paz,Santiago,Buenos Aires,Montevideo,Asuncion,Brasilia,Rio de Janeiro,Sao Paulo,Manhattan,Brooklyn,' +
    'Hollywood,Silicon Valley,Guantanamo Bay,Downing Street,Wall Street,Capitol Hill,Buckingham Palace,' +
    'Tiananmen Square,Red Square'
  ).split(','),
];

/** From other spellings in the list to the name to show. */
export const placeAliases: Record<string, string> = {
  'St. Petersburg': 'St Petersburg',
  Kiev: 'Kyiv',
  Odessa: 'Odesa',
  Fallujah: 'Falluja',
  'Washington D.C.': 'Washington',
  'Washington DC': 'Washington',
  Bombay: 'Mumbai',
  Calcutta: 'Kolkata',
  Rangoon: 'Yangon',
};

/** Before a place: clubs and companies seldom follow these. */
export const placePrepositions = wordList`in near around outside inside into across`;

/** Last words of a place's name. */
export const placeHeads = wordSet`
  Peninsula River Sea Ocean Island Islands Isle Isles Mountain Mountains Hill Hills Lake Lakes Street Road
  Avenue Boulevard Lane Bay Valley Strait Straits Gulf Coast Desert Forest County Province Prefecture
  District Region Oblast Republic Territory Archipelago Canal Channel Harbour Harbor Square Park Beach
  Border Highlands Falls Bridge Airport Station Port Stadium Arena Castle Palace Cathedral City Town Village
  Heights Creek Canyon Plain Plateau Delta Basin Quarter
`;

/** Last words of buildings, which bodies have too. */
export const buildings = wordSet`
  Church House Court School College University Academy Centre Center Museum Hall Theatre Library Hospital
`;

/** Last words of buildings that are called by the words before. A town may have given them: Durham Prison. */
export const namedBuildings = wordSet`Theatre Theater Prison Jail`;

/** First words of a place's name: "Lake Saimaa", "Mount Etna", "Port Stanley". */
export const placeStarts = wordSet`
  Lake Mount Mt River Cape Port Fort Gulf Bay Strait Isle Upper Lower Greater
`;

/** Words for parts of a place: "the North East of England". */
export const compass = wordSet`
  North South East West North-East North-West South-East South-West Northeast Northwest Southeast Southwest
  Northern Southern Eastern Western Central north south east west
`;
