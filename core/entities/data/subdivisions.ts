import type { Country } from './countries.ts';

/**
 * Subdivisions of countries: ISO 3166-2 code, name, demonyms and, of American states, how the Associated
 * Press writes them, without the last period unless they are initials.
 */
const parts = `
  GB-ENG|England|English, GB-SCT|Scotland|Scottish/Scots, GB-WLS|Wales|Welsh,
  GB-NIR|Northern Ireland|Northern Irish, ES-CT|Catalonia|Catalan, DE-BY|Bavaria|Bavarian,
  US-AL|Alabama||Ala, US-AK|Alaska|Alaskan, US-AZ|Arizona||Ariz, US-AR|Arkansas||Ark,
  US-CA|California|Californian|Calif, US-CO|Colorado||Colo, US-CT|Connecticut||Conn, US-DE|Delaware||Del,
  US-FL|Florida||Fla, US-GA|Georgia||Ga, US-HI|Hawaii|Hawaiian, US-ID|Idaho, US-IL|Illinois||Ill,
  US-IN|Indiana||Ind, US-IA|Iowa, US-KS|Kansas||Kan, US-KY|Kentucky||Ky, US-LA|Louisiana||La, US-ME|Maine,
  US-MD|Maryland||Md, US-MA|Massachusetts||Mass, US-MI|Michigan||Mich, US-MN|Minnesota||Minn,
  US-MS|Mississippi||Miss, US-MO|Missouri||Mo, US-MT|Montana||Mont, US-NE|Nebraska||Neb,
  US-NV|Nevada||Nev, US-NH|New Hampshire||N.H., US-NJ|New Jersey||N.J., US-NM|New Mexico||N.M.,
  US-NY|New York||N.Y., US-NC|North Carolina||N.C., US-ND|North Dakota||N.D., US-OH|Ohio,
  US-OK|Oklahoma||Okla, US-OR|Oregon||Ore, US-PA|Pennsylvania||Pa, US-RI|Rhode Island||R.I.,
  US-SC|South Carolina||S.C., US-SD|South Dakota||S.D., US-TN|Tennessee||Tenn, US-TX|Texas|Texan|Tex,
  US-UT|Utah, US-VT|Vermont||Vt, US-VA|Virginia||Va, US-WA|Washington||Wash, US-WV|West Virginia,
  US-WI|Wisconsin||Wis, US-WY|Wyoming||Wyo, CA-ON|Ontario, CA-QC|Quebec, CA-BC|British Columbia,
  CA-AB|Alberta, AU-QLD|Queensland, AU-NSW|New South Wales, AU-TAS|Tasmania|Tasmanian
`
  .trim()
  .split(/,\s+/)
  .map((part) => {
    const [iso = '', name = '', demonyms = '', short = ''] = part.split('|');
    return { iso, name, demonyms: demonyms.split('/').filter(Boolean), short };
  });

export const subdivisions: Country[] = parts.map(({ iso, name, demonyms }) => ({
  ...{ iso, name, demonyms, aliases: [] },
}));

/** The names of American states by their short forms. */
export const statesByShortForm: ReadonlyMap<string, string> = new Map(
  parts.filter(({ short }) => short !== '').map(({ short, name }) => [short, name]),
);
