import { wordSet } from '../../text/wordSet.ts';

/** Well-known organisations: the name to show, then aliases. */
const table = `
United Nations|UN,U.N.
European Union|EU,E.U.
NATO|Nato,North Atlantic Treaty Organization,North Atlantic Treaty Organisation
G7|Group of Seven,G-7
G8|Group of Eight,G-8
G20|Group of 20,Group of Twenty,G-20
ASEAN|Asean,Association of Southeast Asian Nations
OPEC|Opec
OSCE|Organization for Security and Co-operation in Europe
African Union|
Arab League|
Commonwealth|
International Monetary Fund|IMF
World Bank|
World Health Organization|World Health Organisation,WHO
World Trade Organization|World Trade Organisation,WTO
European Commission|
European Parliament|
European Council|
European Central Bank|ECB
Federal Reserve|Fed
Bank of England|
International Criminal Court|ICC
International Atomic Energy Agency|IAEA
UNESCO|Unesco
UNICEF|Unicef
Red Cross|
Amnesty International|
Human Rights Watch|
Greenpeace|
World Economic Forum|
OECD|Organisation for Economic Co-operation and Development
FIFA|Fifa
UEFA|Uefa
International Olympic Committee|IOC
Congress|
Senate|
House of Representatives|
House of Commons|
House of Lords|
White House|
Pentagon|
Kremlin|
State Department|
Supreme Court|
Treasury|
Home Office|
Foreign Office|
Scotland Yard|
Interpol|
Europol|
FBI|Federal Bureau of Investigation
CIA|Central Intelligence Agency
NASA|Nasa
BBC|British Broadcasting Corporation
CNN|
Reuters|
Associated Press|AP
Agence France-Presse|AFP
Bloomberg|
Xinhua|
Al Jazeera|
New York Times|The New York Times
Washington Post|The Washington Post
Guardian|The Guardian
Financial Times|
Independent on Sunday|
Mail on Sunday|
Scotland on Sunday|
Taliban|
Hamas|
Hezbollah|Hizbollah
Islamic State|ISIS,Isis,ISIL
al-Qaeda|al Qaeda,Al-Qaeda,Al Qaeda
Labour|
Labour Party|
Google|
Microsoft|
Apple|
Amazon|
Facebook|
Twitter|
IBM|
Nokia|
Sony|
Samsung|
Toyota|
Boeing|
Airbus|
Volkswagen|
Tesla|
Wikipedia|
YouTube|
Wall Street Journal|The Wall Street Journal
`;

export const organizations: { name: string; aliases: string[] }[] = table
  .trim()
  .split('\n')
  .map((line) => {
    const [name = '', aliases = ''] = line.split('|');
    return { name, aliases: aliases.split(',').filter(Boolean) };
  });

/** Last words that identify a company. */
export const companySuffixes = wordSet`
  Inc Inc. Corp Corp. Corporation Ltd Ltd. Limited LLC LLP plc PLC Plc AG GmbH SE NV N.V. BV SA S.A. SpA
  S.p.A. AB ASA A/S AS Oy Oyj Co Co. KG Pty
`;

/** Last words of an organisation's name. */
export const organizationHeads = wordSet`
  Group Holdings Holding Company Bank Banks Airlines Airways Air Motors Motor Electric Power Water Grid
  Energy Oil Gas Petroleum Steel Telecom Technologies Technology Systems Software Pharmaceuticals Pharma
  Insurance Partners Capital Investments Securities Industries Entertainment Pictures Studios Records Media
  Broadcasting Press Times Post News Journal Herald Tribune Gazette Telegraph Magazine Radio Television TV
  University College School Academy Institute Institution Laboratory Museum Gallery Theatre Library Hospital
  Clinic Church Ministry Department Office Bureau Agency Authority Administration Commission Committee
  Council Board Court Parliament Assembly Senate Congress Cabinet Union Federation Confederation Association
  Organization Organisation Society Foundation Trust Fund League Club Party Movement Front Alliance
  Coalition Army Navy Force Forces Guard Police Service Services Corps Brigade Embassy Exchange Chamber
  Network Rovers Wanderers Athletic Albion Rangers Celtic Hotspur FC F.C. Orchestra Philharmonic Ensemble
  Secretariat Inspectorate Directorate Registry Initiative Campaign Centre Center Cooperative Research
  Shipping Lines Railways Ferries Logistics Supermarkets Stores Brewery Foods Ltd Tribunal Labs
  Observatory Refinery Cement Breweries Plantations
`;

/** What a town has, in a name behind the town's: "Velmar Town Council", "Velmar Hospitals Trust". */
export const localBodies = wordSet`
  Council Police School Hospital Hospitals Library Church Museum Theatre Court Constabulary Parish Brigade
`;

const shortForms = [...companySuffixes].filter((suffix) => suffix !== 'Corporation' && suffix !== 'Limited');

/**
 * Legal forms at the end of a company's name: "Kaamos Oyj", "KAAMOS OYJ" and "Kaamos" are the same company.
 * "KAAMOS CO" and "KAAMOS SPA" may be other things.
 */
export const legalForms = new Set([
  ...shortForms,
  ...shortForms.filter((form) => form.length > 2 && form !== 'SpA').map((form) => form.toUpperCase()),
]);

/** Last words that no place's name has, whatever comes before. */
export const neverPlaces = wordSet`
  Research Reporter Ballet Orchestra Philharmonic Securities Holdings Hunt Gazette Tribune Telegraph Agency
  Association Committee Commission Federation Party Ltd plc FC AC RFC Interactive Pictures Records Railways
  Airlines Airways Motors Insurance Industries Technologies Software Corporation Corp Inc Inc. Opera
`;

/** Last words that nobody has as a surname, unlike Church, Banks and Steel. */
export const neverSurnames = wordSet`
  Agency Airlines Airways Association Authority Broadcasting Commission Committee Corp Corp. Corporation
  Council Federation Ferries Foods Foundation Holdings Inc Inc. Industries Institute Insurance Investments
  Logistics Ltd Ministry Motors Pharmaceuticals Pictures Railways Records Securities Shipping Software
  Studios Supermarkets Technologies University plc Biosciences Bancorp Brewery Clinic Embassy Energy
  Enterprises Financial Gallery GmbH Hospital Laboratories Laboratory Library LLC Mining Museum Newspapers
  Plantations Breweries Refinery Cement Labs Tribunal Observatory Orchestra Pharma Racing Resources
  Solutions Systems Telecom Theatre Therapeutics Ventures
`;

/** Last words of organisations that people have as surnames too. */
export const alsoSurnames = wordSet`Bank Banks Church Court Guard Post Power Press Steel`;

/** First words of an organisation's name: "Radio Skerry", "Team Ineos". */
export const organizationFirsts = wordSet`Radio Team Club Royal Air`;

/** First words of bodies in other languages: "Banco Meridia", "Partido Renovador", "Jaish al-Orsk". */
export const foreignFirsts = wordSet`
  Banco Banca Banque Grupo Groupe Gruppo Compañía Compagnie Compagnia Sociedad Société Società Empresa
  Partido Parti Partito Partei Partij Partia Stranka Movimiento Mouvement Movimento Frente Fuerza Forza
  Alianza Coalición Unión Sindicato Asociación Associação Associazione Federación Federação Confederación
  Fundación Fundação Fondazione Fondation Stiftung Instituto Institut Istituto Universidad Universidade
  Université Università Universität Ministerio Ministério Ministère Jaish Jabhat Harakat Hizb Kataib
`;

/** Words before "of" and "for": "Ministry of Defence", "Bank of Japan", "Department for Transport". */
export const organizationStarts = wordSet`
  Bank Ministry Department University Institute Office Council Court House Church Academy School College
  Association Federation Society League Board Bureau Union Chamber Committee Commission Centre Center
  Confederation Party Organization Organisation Agency
`;

/** Words in capitals that are not organisations. */
export const notOrganizations = wordSet`
  TV DVD CD PC CEO CFO MP MPs MEP GDP VAT DNA HIV AIDS AM PM A.M. P.M. BC AD OK ID IT PR HR AI USB SMS GPS
  PIN ATM IPO GMT BST CET EST UTC II III IV VI VII VIII IX XI XII XX NO YES COVID SARS URL HTML PDF FAQ DJ
  VIP CCTV RSS FM LW GSM ISP CGI VOIP MP3 JPEG HDTV LCD I A ADVISORY CORRECTION UPDATE BREAKING
`;

/** The same, of which the tagger has not learned that they are none. */
export const otherAcronyms = wordSet`
  R&D R&B M&A AGM EGM FDI SIM MMS SUV SUVs LNG GCSE GCSEs MSP MSPs MPs MEPs AMs QC KC QCs
  KCs OBE MBE CBE KBE 2G 3G 4G 5G
`;

/** Last words of an event's name. */
export const eventHeads = wordSet`
  War Wars Cup Olympics Games Championship Championships Festival Awards Prize Marathon Revolution Uprising
  Massacre Crisis Summit Grand-Prix Prix Open Masters Trophy Conference Treaty Accord Accords Agreement
  Intifada Holocaust Nations
`;
