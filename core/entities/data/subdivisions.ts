import type { Country } from './countries.ts';

/** Subdivisions of countries: ISO 3166-2 code, name and demonyms. */
const parts = `
GB-ENG|England|English
GB-SCT|Scotland|Scottish,Scots
GB-WLS|Wales|Welsh
GB-NIR|Northern Ireland|Northern Irish
ES-CT|Catalonia|Catalan
DE-BY|Bavaria|Bavarian
US-AL|Alabama|
US-AK|Alaska|Alaskan
US-AZ|Arizona|
US-AR|Arkansas|
US-CA|California|Californian
US-CO|Colorado|
US-CT|Connecticut|
US-DE|Delaware|
US-FL|Florida|
US-HI|Hawaii|Hawaiian
US-ID|Idaho|
US-IL|Illinois|
US-IN|Indiana|
US-IA|Iowa|
US-KS|Kansas|
US-KY|Kentucky|
US-LA|Louisiana|
US-ME|Maine|
US-MD|Maryland|
US-MA|Massachusetts|
US-MI|Michigan|
US-MN|Minnesota|
US-MS|Mississippi|
US-MO|Missouri|
US-MT|Montana|
US-NE|Nebraska|
US-NV|Nevada|
US-NH|New Hampshire|
US-NJ|New Jersey|
US-NM|New Mexico|
US-NC|North Carolina|
US-ND|North Dakota|
US-OH|Ohio|
US-OK|Oklahoma|
US-OR|Oregon|
US-PA|Pennsylvania|
US-RI|Rhode Island|
US-SC|South Carolina|
US-SD|South Dakota|
US-TN|Tennessee|
US-TX|Texas|Texan
US-UT|Utah|
US-VT|Vermont|
US-VA|Virginia|
US-WV|West Virginia|
US-WI|Wisconsin|
US-WY|Wyoming|
CA-ON|Ontario|
CA-QC|Quebec|
CA-BC|British Columbia|
CA-AB|Alberta|
AU-QLD|Queensland|
AU-NSW|New South Wales|
AU-TAS|Tasmania|Tasmanian
`;

export const subdivisions: Country[] = parts
  .trim()
  .split('\n')
  .map((line) => {
    const [iso = '', name = '', demonyms = ''] = line.split('|');
    return { iso, name, demonyms: demonyms.split(',').filter(Boolean), aliases: [] };
  });
