/**
 * Countries: ISO 3166-1 code, name, demonyms (the adjective first, then nouns; plurals in -s are implied)
 * and, after another bar, aliases, the official name last. Names follow news English, not diplomatic usage.
 */
const table = `
AF|Afghanistan|Afghan|Islamic Republic of Afghanistan,Islamic Emirate of Afghanistan
AL|Albania|Albanian|Republic of Albania
DZ|Algeria|Algerian|People's Democratic Republic of Algeria
AD|Andorra|Andorran|Principality of Andorra
AO|Angola|Angolan|Republic of Angola
AG|Antigua and Barbuda|Antiguan,Barbudan
AR|Argentina|Argentine,Argentinian|Argentine Republic
AM|Armenia|Armenian|Republic of Armenia
AU|Australia|Australian|Commonwealth of Australia
AT|Austria|Austrian|Republic of Austria
AZ|Azerbaijan|Azerbaijani,Azeri|Republic of Azerbaijan
BS|Bahamas|Bahamian|Commonwealth of the Bahamas
BH|Bahrain|Bahraini|Kingdom of Bahrain
BD|Bangladesh|Bangladeshi|People's Republic of Bangladesh
BB|Barbados|Barbadian
BY|Belarus|Belarusian,Belarussian|Republic of Belarus
BE|Belgium|Belgian|Kingdom of Belgium
BZ|Belize|Belizean
BJ|Benin|Beninese|Republic of Benin
BT|Bhutan|Bhutanese|Kingdom of Bhutan
BO|Bolivia|Bolivian|Plurinational State of Bolivia,Republic of Bolivia
BA|Bosnia and Herzegovina|Bosnian|Bosnia,Bosnia-Herzegovina
BW|Botswana|Botswanan|Republic of Botswana
BR|Brazil|Brazilian|Federative Republic of Brazil
BN|Brunei|Bruneian|Brunei Darussalam,Sultanate of Brunei
BG|Bulgaria|Bulgarian|Republic of Bulgaria
BF|Burkina Faso|Burkinabe
BI|Burundi|Burundian|Republic of Burundi
KH|Cambodia|Cambodian|Kingdom of Cambodia
CM|Cameroon|Cameroonian|Republic of Cameroon
CA|Canada|Canadian
CV|Cape Verde|Cape Verdean|Cabo Verde,Republic of Cabo Verde
CF|Central African Republic|
TD|Chad|Chadian|Republic of Chad
CL|Chile|Chilean|Republic of Chile
CN|China|Chinese|People's Republic of China
CO|Colombia|Colombian|Republic of Colombia
KM|Comoros|Comorian
CG|Republic of the Congo||Republic of Congo,Congo-Brazzaville
CD|Democratic Republic of Congo|Congolese|DR Congo,Democratic Republic of the Congo
CR|Costa Rica|Costa Rican|Republic of Costa Rica
CI|Ivory Coast|Ivorian|Cote d'Ivoire,Côte d'Ivoire,Republic of Ivory Coast,Republic of Côte d'Ivoire
HR|Croatia|Croatian,Croat|Republic of Croatia
CU|Cuba|Cuban|Republic of Cuba
CY|Cyprus|Cypriot|Republic of Cyprus
CZ|Czech Republic|Czech|Czechia
DK|Denmark|Danish,Dane|Kingdom of Denmark
DJ|Djibouti|Djiboutian|Republic of Djibouti
DM|Dominica||Commonwealth of Dominica
DO|Dominican Republic|Dominican
EC|Ecuador|Ecuadorian,Ecuadorean|Republic of Ecuador
EG|Egypt|Egyptian|Arab Republic of Egypt
SV|El Salvador|Salvadoran,Salvadorean|Republic of El Salvador
GQ|Equatorial Guinea||Republic of Equatorial Guinea
ER|Eritrea|Eritrean|State of Eritrea
EE|Estonia|Estonian|Republic of Estonia
SZ|Eswatini|Swazi|Swaziland,Kingdom of Eswatini,Kingdom of Swaziland
ET|Ethiopia|Ethiopian|Federal Democratic Republic of Ethiopia
FJ|Fiji|Fijian|Republic of Fiji
FI|Finland|Finnish,Finn|Republic of Finland
FR|France|French,Frenchman,Frenchmen,Frenchwoman|French Republic
GA|Gabon|Gabonese|Gabonese Republic
GM|Gambia|Gambian|Republic of the Gambia
GE|Georgia|Georgian|Republic of Georgia
DE|Germany|German|Federal Republic of Germany
GH|Ghana|Ghanaian|Republic of Ghana
GR|Greece|Greek|Hellenic Republic
GD|Grenada|Grenadian
GT|Guatemala|Guatemalan|Republic of Guatemala
GN|Guinea|Guinean|Republic of Guinea
GW|Guinea-Bissau|Bissau-Guinean|Republic of Guinea-Bissau
GY|Guyana|Guyanese|Co-operative Republic of Guyana
HT|Haiti|Haitian|Republic of Haiti
HN|Honduras|Honduran|Republic of Honduras
HK|Hong Kong|
HU|Hungary|Hungarian|Republic of Hungary
IS|Iceland|Icelandic,Icelander|Republic of Iceland
IN|India|Indian|Republic of India
ID|Indonesia|Indonesian|Republic of Indonesia
IR|Iran|Iranian|Islamic Republic of Iran
IQ|Iraq|Iraqi|Republic of Iraq
IE|Ireland|Irish,Irishman,Irishmen|Republic of Ireland
IL|Israel|Israeli|State of Israel
IT|Italy|Italian|Italian Republic
JM|Jamaica|Jamaican
JP|Japan|Japanese
JO|Jordan|Jordanian|Hashemite Kingdom of Jordan
KZ|Kazakhstan|Kazakh|Republic of Kazakhstan
KE|Kenya|Kenyan|Republic of Kenya
KI|Kiribati||Republic of Kiribati
KW|Kuwait|Kuwaiti|State of Kuwait
KG|Kyrgyzstan|Kyrgyz|Kyrgyz Republic
LA|Laos|Laotian|Lao People's Democratic Republic,Lao PDR
LV|Latvia|Latvian|Republic of Latvia
LB|Lebanon|Lebanese|Lebanese Republic
LS|Lesotho||Kingdom of Lesotho
LR|Liberia|Liberian|Republic of Liberia
LY|Libya|Libyan
LI|Liechtenstein||Principality of Liechtenstein
LT|Lithuania|Lithuanian|Republic of Lithuania
LU|Luxembourg||Grand Duchy of Luxembourg
MG|Madagascar|Malagasy|Republic of Madagascar
MW|Malawi|Malawian|Republic of Malawi
MY|Malaysia|Malaysian
MV|Maldives|Maldivian|Republic of Maldives,Republic of the Maldives
ML|Mali|Malian|Republic of Mali
MT|Malta|Maltese|Republic of Malta
MH|Marshall Islands|Marshallese|Republic of the Marshall Islands
MR|Mauritania|Mauritanian|Islamic Republic of Mauritania
MU|Mauritius|Mauritian|Republic of Mauritius
MX|Mexico|Mexican|United Mexican States
FM|Micronesia|Micronesian|Federated States of Micronesia
MD|Moldova|Moldovan|Republic of Moldova
MC|Monaco|Monegasque|Principality of Monaco
MN|Mongolia|Mongolian|Mongolian People's Republic
ME|Montenegro|Montenegrin|Republic of Montenegro
MA|Morocco|Moroccan|Kingdom of Morocco
MZ|Mozambique|Mozambican|Republic of Mozambique
MM|Myanmar|Burmese|Burma,Republic of the Union of Myanmar,Union of Myanmar,Union of Burma
NA|Namibia|Namibian|Republic of Namibia
NP|Nepal|Nepalese,Nepali|Federal Democratic Republic of Nepal,Kingdom of Nepal
NL|Netherlands|Dutch,Dutchman,Dutchmen|Holland,Kingdom of the Netherlands
NZ|New Zealand|New Zealander
NI|Nicaragua|Nicaraguan|Republic of Nicaragua
NE|Niger|Nigerien|Republic of Niger
NG|Nigeria|Nigerian|Federal Republic of Nigeria
KP|North Korea|North Korean|Democratic People's Republic of Korea,DPRK,N Korea,N. Korea
MK|North Macedonia|Macedonian|Macedonia,Republic of North Macedonia,Republic of Macedonia
NO|Norway|Norwegian|Kingdom of Norway
OM|Oman|Omani|Sultanate of Oman
PK|Pakistan|Pakistani|Islamic Republic of Pakistan
PA|Panama|Panamanian|Republic of Panama
PG|Papua New Guinea||Independent State of Papua New Guinea
PY|Paraguay|Paraguayan|Republic of Paraguay
PE|Peru|Peruvian|Republic of Peru
PH|Philippines|Filipino,Philippine|Republic of the Philippines,Republic of Philippines
PL|Poland|Polish,Pole|Republic of Poland
PT|Portugal|Portuguese|Portuguese Republic
PR|Puerto Rico|Puerto Rican
QA|Qatar|Qatari|State of Qatar
RO|Romania|Romanian|Republic of Romania
RU|Russia|Russian|Russian Federation
RW|Rwanda|Rwandan|Republic of Rwanda
KN|Saint Kitts and Nevis|Kittitian,Nevisian|St Kitts and Nevis,St. Kitts and Nevis,St Kitts & Nevis
LC|Saint Lucia|Saint Lucian,St Lucian|St Lucia,St. Lucia
VC|Saint Vincent and the Grenadines||St Vincent and the Grenadines,St. Vincent and the Grenadines
WS|Samoa|Samoan|Independent State of Samoa
SM|San Marino||Republic of San Marino
ST|São Tomé and Príncipe|São Toméan|Sao Tome and Principe,Democratic Republic of São Tomé and Príncipe
SA|Saudi Arabia|Saudi,Saudi Arabian|Kingdom of Saudi Arabia
SN|Senegal|Senegalese|Republic of Senegal
RS|Serbia|Serbian,Serb|Republic of Serbia
SC|Seychelles||Republic of Seychelles
SL|Sierra Leone|Sierra Leonean|Republic of Sierra Leone
SG|Singapore|Singaporean|Republic of Singapore
SK|Slovakia|Slovak,Slovakian|Slovak Republic
SI|Slovenia|Slovenian,Slovene|Republic of Slovenia
SB|Solomon Islands|Solomon Islander
SO|Somalia|Somali|Federal Republic of Somalia
ZA|South Africa|South African|Republic of South Africa,S Africa,S. Africa
KR|South Korea|South Korean|Republic of Korea,S Korea,S. Korea
SS|South Sudan|South Sudanese|Republic of South Sudan
ES|Spain|Spanish,Spaniard|Kingdom of Spain
LK|Sri Lanka|Sri Lankan|Democratic Socialist Republic of Sri Lanka
SD|Sudan|Sudanese|Republic of Sudan,Republic of the Sudan
SR|Suriname|Surinamese|Republic of Suriname
SE|Sweden|Swedish,Swede|Kingdom of Sweden
CH|Switzerland|Swiss|Swiss Confederation
SY|Syria|Syrian|Syrian Arab Republic
TW|Taiwan|Taiwanese|Republic of China
TJ|Tajikistan|Tajik|Republic of Tajikistan
TZ|Tanzania|Tanzanian|United Republic of Tanzania
TH|Thailand|Thai|Kingdom of Thailand
TL|East Timor|Timorese|Timor-Leste,Democratic Republic of Timor-Leste
TG|Togo|Togolese|Togolese Republic
TO|Tonga|Tongan|Kingdom of Tonga
TT|Trinidad and Tobago|Trinidadian|Republic of Trinidad and Tobago
TN|Tunisia|Tunisian|Tunisian Republic,Republic of Tunisia
TR|Turkey|Turkish,Turk|Turkiye,Türkiye,Republic of Turkey,Republic of Turkiye,Republic of Türkiye
TM|Turkmenistan|Turkmen
TV|Tuvalu|Tuvaluan
UG|Uganda|Ugandan|Republic of Uganda
UA|Ukraine|Ukrainian
AE|United Arab Emirates|Emirati|UAE,U.A.E.
GB|United Kingdom|British,Briton|Britain,Great Britain,UK,U.K.
US|United States|American|United States of America,US,U.S.,USA,U.S.A.
UY|Uruguay|Uruguayan|Oriental Republic of Uruguay
UZ|Uzbekistan|Uzbek|Republic of Uzbekistan
VU|Vanuatu||Republic of Vanuatu
VA|Vatican|
VE|Venezuela|Venezuelan|Bolivarian Republic of Venezuela
VN|Vietnam|Vietnamese|Socialist Republic of Vietnam
YE|Yemen|Yemeni|Republic of Yemen
ZM|Zambia|Zambian|Republic of Zambia
ZW|Zimbabwe|Zimbabwean|Republic of Zimbabwe
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
