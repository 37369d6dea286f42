/**
 * Countries: ISO 3166-1 code, name, demonyms (the adjective first, then nouns; plurals in -s are implied)
 * and, after another bar, aliases. Names follow news English, not diplomatic usage.
 */
const table = `
AF|Afghanistan|Afghan
AL|Albania|Albanian
DZ|Algeria|Algerian
AD|Andorra|Andorran
AO|Angola|Angolan
AR|Argentina|Argentine,Argentinian
AM|Armenia|Armenian
AU|Australia|Australian
AT|Austria|Austrian
AZ|Azerbaijan|Azerbaijani,Azeri
BS|Bahamas|Bahamian
BH|Bahrain|Bahraini
BD|Bangladesh|Bangladeshi
BB|Barbados|Barbadian
BY|Belarus|Belarusian,Belarussian
BE|Belgium|Belgian
BZ|Belize|Belizean
BJ|Benin|Beninese
BT|Bhutan|Bhutanese
BO|Bolivia|Bolivian
BA|Bosnia and Herzegovina|Bosnian|Bosnia,Bosnia-Herzegovina
BW|Botswana|Botswanan
BR|Brazil|Brazilian
BN|Brunei|Bruneian
BG|Bulgaria|Bulgarian
BF|Burkina Faso|Burkinabe
BI|Burundi|Burundian
KH|Cambodia|Cambodian
CM|Cameroon|Cameroonian
CA|Canada|Canadian
CV|Cape Verde|Cape Verdean
CF|Central African Republic|
TD|Chad|Chadian
CL|Chile|Chilean
CN|China|Chinese|People's Republic of China
CO|Colombia|Colombian
KM|Comoros|Comorian
CG|Republic of the Congo|
CD|Democratic Republic of Congo|Congolese|DR Congo,Democratic Republic of the Congo
CR|Costa Rica|Costa Rican
CI|Ivory Coast|Ivorian|Cote d'Ivoire,Côte d'Ivoire
HR|Croatia|Croatian,Croat
CU|Cuba|Cuban
CY|Cyprus|Cypriot
CZ|Czech Republic|Czech|Czechia
DK|Denmark|Danish,Dane
DJ|Djibouti|Djiboutian
DO|Dominican Republic|Dominican
EC|Ecuador|Ecuadorian,Ecuadorean
EG|Egypt|Egyptian
SV|El Salvador|Salvadoran,Salvadorean
GQ|Equatorial Guinea|
ER|Eritrea|Eritrean
EE|Estonia|Estonian
SZ|Eswatini|Swazi|Swaziland
ET|Ethiopia|Ethiopian
FJ|Fiji|Fijian
FI|Finland|Finnish,Finn
FR|France|French,Frenchman,Frenchmen,Frenchwoman
GA|Gabon|Gabonese
GM|Gambia|Gambian
GE|Georgia|Georgian
DE|Germany|German
GH|Ghana|Ghanaian
GR|Greece|Greek
GD|Grenada|Grenadian
GT|Guatemala|Guatemalan
GN|Guinea|Guinean
GY|Guyana|Guyanese
HT|Haiti|Haitian
HN|Honduras|Honduran
HK|Hong Kong|
HU|Hungary|Hungarian
IS|Iceland|Icelandic,Icelander
IN|India|Indian
ID|Indonesia|Indonesian
IR|Iran|Iranian|Islamic Republic of Iran
IQ|Iraq|Iraqi
IE|Ireland|Irish,Irishman,Irishmen|Republic of Ireland
IL|Israel|Israeli
IT|Italy|Italian
JM|Jamaica|Jamaican
JP|Japan|Japanese
JO|Jordan|Jordanian
KZ|Kazakhstan|Kazakh
KE|Kenya|Kenyan
KW|Kuwait|Kuwaiti
KG|Kyrgyzstan|Kyrgyz
LA|Laos|Laotian
LV|Latvia|Latvian
LB|Lebanon|Lebanese
LS|Lesotho|
LR|Liberia|Liberian
LY|Libya|Libyan
LI|Liechtenstein|
LT|Lithuania|Lithuanian
LU|Luxembourg|
MG|Madagascar|Malagasy
MW|Malawi|Malawian
MY|Malaysia|Malaysian
MV|Maldives|Maldivian
ML|Mali|Malian
MT|Malta|Maltese
MR|Mauritania|Mauritanian
MU|Mauritius|Mauritian
MX|Mexico|Mexican
MD|Moldova|Moldovan
MC|Monaco|Monegasque
MN|Mongolia|Mongolian
ME|Montenegro|Montenegrin
MA|Morocco|Moroccan
MZ|Mozambique|Mozambican
MM|Myanmar|Burmese|Burma
NA|Namibia|Namibian
NP|Nepal|Nepalese,Nepali
NL|Netherlands|Dutch,Dutchman,Dutchmen|Holland
NZ|New Zealand|New Zealander
NI|Nicaragua|Nicaraguan
NE|Niger|Nigerien
NG|Nigeria|Nigerian
KP|North Korea|North Korean|Democratic People's Republic of Korea,DPRK
MK|North Macedonia|Macedonian|Macedonia
NO|Norway|Norwegian
OM|Oman|Omani
PK|Pakistan|Pakistani
PA|Panama|Panamanian
PG|Papua New Guinea|
PY|Paraguay|Paraguayan
PE|Peru|Peruvian
PH|Philippines|Filipino,Philippine
PL|Poland|Polish,Pole
PT|Portugal|Portuguese
PR|Puerto Rico|Puerto Rican
QA|Qatar|Qatari
RO|Romania|Romanian
RU|Russia|Russian|Russian Federation
RW|Rwanda|Rwandan
WS|Samoa|Samoan
SM|San Marino|
SA|Saudi Arabia|Saudi,Saudi Arabian
SN|Senegal|Senegalese
RS|Serbia|Serbian,Serb
SC|Seychelles|
SL|Sierra Leone|Sierra Leonean
SG|Singapore|Singaporean
SK|Slovakia|Slovak,Slovakian
SI|Slovenia|Slovenian,Slovene
SO|Somalia|Somali
ZA|South Africa|South African
KR|South Korea|South Korean|Republic of Korea
SS|South Sudan|South Sudanese
ES|Spain|Spanish,Spaniard
LK|Sri Lanka|Sri Lankan
SD|Sudan|Sudanese
SR|Suriname|Surinamese
SE|Sweden|Swedish,Swede
CH|Switzerland|Swiss
SY|Syria|Syrian
TW|Taiwan|Taiwanese
TJ|Tajikistan|Tajik
TZ|Tanzania|Tanzanian
TH|Thailand|Thai
TL|East Timor|Timorese|Timor-Leste
TG|Togo|Togolese
TO|Tonga|Tongan
TT|Trinidad and Tobago|Trinidadian
TN|Tunisia|Tunisian
TR|Turkey|Turkish,Turk|Turkiye,Türkiye
TM|Turkmenistan|Turkmen
UG|Uganda|Ugandan
UA|Ukraine|Ukrainian
AE|United Arab Emirates|Emirati|UAE,U.A.E.
GB|United Kingdom|British,Briton|Britain,Great Britain,UK,U.K.
US|United States|American|United States of America,US,U.S.,USA,U.S.A.
UY|Uruguay|Uruguayan
UZ|Uzbekistan|Uzbek
VU|Vanuatu|
VA|Vatican|
VE|Venezuela|Venezuelan
VN|Vietnam|Vietnamese
YE|Yemen|Yemeni
ZM|Zambia|Zambian
ZW|Zimbabwe|Zimbabwean
`;

export interface Country {
  iso: string;
  name: string;
  /** Adjectives and nouns for its people; the first names the group. */
  demonyms: string[];
  aliases: string[];
}

export const countries: Country[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [iso = '', name = '', demonyms = '', aliases = ''] = line.split('|');
    return {
      iso,
      name,
      demonyms: demonyms.split(',').filter(Boolean),
      aliases: aliases.split(',').filter(Boolean),
    };
  });
