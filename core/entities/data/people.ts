/** Titles before a person's name, and parts of names that identify a person. */
import { wordSet } from '../../text/wordSet.ts';

/** Forms of address. */
export const addresses = wordSet`
  Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Prof Prof. Sir Dame Lord Lady Baroness Viscount Viscountess Countess
  Cllr Rev Rev. Fr Fr. Herr Frau Monsieur Madame Señor Senor Sheikh Ayatollah
`;

/** Forms of address that begin no other name, unlike those of "Lady Day" and "Dr Pepper". */
export const personAddresses = new Set(['Mr', 'Mr.', 'Mrs', 'Mrs.', 'Ms', 'Ms.']);

/**
 * Offices and ranks, in lower case. Before a name, with or without a capital, they show that it is a
 * person's.
 */
export const offices = wordSet`
  president premier minister ministers chancellor king queen prince princess emperor pope archbishop bishop
  cardinal imam rabbi pastor senator congressman congresswoman representative representatives governor mayor
  councillor ambassador envoy secretary general colonel major captain lieutenant sergeant commander admiral
  marshal inspector superintendent constable detective judge justice prosecutor lawyer attorney professor
  doctor nurse director chairman chairwoman chair chief executive officer manager coach trainer striker
  defender midfielder goalkeeper winger forward skipper spokesman spokeswoman spokesperson leader deputy
  vice founder analyst economist author singer actor actress director writer editor correspondent reporter
  presenter researcher scientist commissioner speaker treasurer delegate negotiator candidate rival
  colleague teammate predecessor successor counterpart wife husband son daughter brother sister father
  mother farmer fisherman teacher skipper champion veteran presidential
`;

/** Those that companies and clubs have too: "the champion Green Bay Packers", "its rival Velmar". */
export const sharedTitles = wordSet`rival champion leader veteran trainer`;

/** First words of longer offices, in lower case: "foreign minister", "prime minister", "chief executive". */
export const officeParts = wordSet`
  prime foreign finance interior defence defense justice health home education trade energy transport
  environment chief vice deputy former acting then-president attorney secretary general chief shadow first
  crown british national security adviser advisor lord state press
`;

/** Given names that are common enough to identify a person. */
export const givenNames = wordSet`
  Aaron Abdul Abdullah Abraham Adam Adrian Ahmed Ahmad Aino Akira Alan Albert Alejandro Aleksandr Alex
  Alexander Alexandra Alexei Alfred Ali Alice Alison Allan Allen Amanda Amina Amir Amy Ana Anatoly Anders
  Andre Andrea Andreas Andrei Andrew Andrzej Andy Angela Angelina Anita Ann Anna Anne Annie Anthony Antti
  Antonio Antony Anwar Ariel Arnold Arthur Ashley Barack Barbara Barry Bashar Beatrice Ben Benjamin Bernard
  Bernie Beth Betty Bill Billy Bjorn Bob Bobby Boris Brad Brandon Brenda Brian Bruce Bruno Carl Carla Carlo
  Carlos Carmen Carol Caroline Catherine Cecilia Charles Charlie Charlotte Chen Cheryl Chris Christian
  Christina Christine Christopher Claire Clara Claude Claudia Colin Connie Craig Cristina Daniel Daniela
  David Dave Dean Deborah Denis Dennis Derek Diana Diane Dick Diego Dmitry Dominic Don Donald Donna Dorothy
  Doug Douglas Duncan Ed Eddie Edgar Eduardo Edward Eero Eila Elena Eleanor Elisabeth Elizabeth Ella Ellen
  Emily Emma Emmanuel Eric Erik Erkki Ernesto Eva Eve Evelyn Fatima Felix Fernando Fiona Florence Frances
  Francesco Francis Francisco Franck Frank Franz Fred Frederick Gabriel Gareth Gary Gavin Geoff Geoffrey
  George Gerald Gerard Gerhard Giovanni Giuseppe Glenn Gordon Graham Greg Gregory Greta Guillermo Gunnar
  Gustav Guy Hanna Hannah Hans Harold Harriet Harry Hassan Heather Heidi Heikki Heinz Helen Helena Helmut
  Henri Henrik Henry Hideo Hillary Hiroshi Howard Hugh Hugo Hussein Ian Ibrahim Igor Ilkka Ingrid Irene Iris
  Isaac Isabel Ivan Jack Jacob Jacques Jaime James Jamie Jan Jane Janet Janice Jari Jarmo Jason Javier Jean
  Jeff Jeffrey Jennifer Jenny Jeremy Jerry Jessica Jill Jim Jimmy Joan Joanna Joe Joel Johan Johanna John
  Johnny Jon Jonathan Jorge Jose José Josef Joseph Joshua Juan Judith Judy Juha Juhani Jukka Julia Julian
  Julie Jurgen Justin Kaarina Kaisa Kamala Karen Karl Karin Kate Katherine Kathleen Kathy Katie Keith Kelly
  Ken Kenneth Kenji Kevin Khalid Kim Kimi Kirsi Klaus Kofi Kristina Kurt Kyle Lars Larry Laura Laurent Lauri
  Lawrence Lee Leena Leo Leon Leonard Leslie Lewis Liam Linda Lisa Liz Lorenzo Louis Louise Luca Lucas Lucy
  Luis Luka Luke Lyndon Maarit Madeleine Magnus Mahmoud Manuel Marc Marcel Marco Marcus Margaret Maria María
  Marie Mario Marion Marja Mark Markku Markus Martha Martin Martti Mary Masahiro Mathew Matt Matthew Matti
  Maurice Max Megan Mehdi Mehmet Melissa Merja Michael Michel Michelle Miguel Mika Mike Mikhail Mikko Minna
  Mohamed Mohammad Mohammed Moira Monica Mustafa Nancy Naomi Natalia Natalie Nathan Neil Nelson Nicholas
  Nick Nicola Nicolas Nicole Nigel Nikolai Nina Noah Noel Nora Norman Oleg Olga Oliver Olivier Olli Omar
  Oscar Osama Otto Outi Paavo Pablo Pamela Pat Patricia Patrick Paul Paula Pauline Paulo Pedro Pekka Penny
  Per Pertti Pete Peter Petra Petri Phil Philip Philippe Pierre Piotr Priya Rachel Rafael Raila Raimo Raj
  Rajiv Ralph Ramon Rashid Raul Ray Raymond Rebecca Renee Ricardo Richard Rick Riikka Rita Rob Robert
  Roberto Robin Rodrigo Roger Roland Ron Ronald Rosa Rosemary Ross Roy Rupert Russell Ruth Ryan Saddam Sally
  Sam Samantha Samuel Sandra Sanna Sara Sarah Satu Sauli Scott Sean Sebastian Serena Sergei Sergey Sergio
  Sharon Sheila Shinzo Simon Silvio Sofia Sonia Sophie Stefan Stella Stephanie Stephen Steve Steven Stewart
  Stuart Sue Susan Suzanne Sven Sylvia Tapio Tariq Tarja Ted Teresa Terry Theresa Thierry Thomas Tiina Tim
  Timo Timothy Tina Toby Todd Tom Tomas Tommy Tony Tuula Umar Ursula Vaclav Valerie Vanessa Venus Vera
  Veronica Victor Victoria Viktor Vincent Virginia Vladimir Walter Wanda Wayne Wendy Werner William Willy
  Winston Wolfgang Xavier Yasser Yasmin Yoko Yuri Yusuf Yves Zoe
`;

/** Korean, Chinese and Vietnamese family names, which come before the given name. */
export const familyFirst = wordSet`
  Kim Lee Park Choi Chung Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Moon Ban Roh Xi Li
  Wang Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Deng Jiang Mao Wen Nguyen
  Tran Le Pham Hoang Tsai Ng Son
`;

/** Particles within a surname, in lower case. */
export const particles = wordSet`
  de da do dos das di del della der den des du la le van von zu af av bin ibn al el ben ter ten y e
`;

/** Roles and ranks before a name, besides `offices`, in lower case: "Referee Poll", "Rapper Eminem". */
export const otherRoles = wordSet`
  referee keeper prop hooker flanker lock fly-half scrum-half full-back centre-half rapper guitarist drummer
  comedian comic mogul undersecretary barrister solicitor midwife gen supt insp sgt capt col lt maj cpl brig
  newcomer teenager sprinter hurdler swimmer golfer boxer jockey cyclist batsman bowler seamer wicketkeeper
  quarterback umpire linesman substitute debutant playmaker supermodel playwright novelist poet historian
  photographer astronaut tycoon billionaire activist campaigner frontman vocalist bassist violinist pianist
  composer screenwriter choreographer heiress pundit broadcaster journalist columnist compatriot compatriots
  opener paceman all-rounder matchwinner goalscorer olympian paralympian medallist medalist rookie sophomore
  freshman pitcher catcher shortstop outfielder infielder linebacker cornerback goaltender goalie defenseman
  defenceman biathlete snowboarder gymnast skier rower skater wrestler judoka climber mountaineer organiser
  organizer businessman businesswoman shopkeeper chef physicist chemist biologist statistician mathematician
  archaeologist epidemiologist soprano tenor baritone librarian headteacher headmaster headmistress bailiff
  electrician plumber hacker rocker gunman schoolgirl schoolboy lawmaker councilman councilwoman alderman
  alderwoman assemblyman assemblywoman sheriff trooper paramedic firefighter exchequer patriarch monsignor
  archduke marquess rear petty sen rep gov pres adm cmdr pvt pfc spc det atty hon engr barr ald amb comrade
  cde brothers sisters twins senators presidents governors judges professors doctors actors captains
  explorer burglar fraudster fugitive survivor restaurateur ballerina acrobat clown magician impresario
  youtuber vlogger influencer stylist beautician milliner ceramicist watchmaker winemaker distiller publican
  welder roofer bricklayer mechanic surveyor auctioneer antiquarian broker banker pollster trainee lifeguard
  sailor yachtsman yachtswoman kayaker diver skydiver aviator pilot theologian essayist lexicographer
  sociologist anthropologist volcanologist immunologist paediatrician pediatrician radiographer optician
  osteopath physiotherapist anaesthetist veterinarian masseur
`;

/** Forms of address of other languages, before a name, in lower case: "Datuk Seri", "Shri", "Mme". */
export const otherAddresses = wordSet`
  signor signora signorina mme mlle datuk datin dato seri tunku tengku ustaz haji hajjah shri smt pandit
  maulana mufti swami alhaji alhaja otunba kapitan lords princes messrs hrh
`;

/** Who lives in a region or a city, before a name, in lower case: "Texan Michael Chicoine". */
export const inhabitants = wordSet`
  welshman welshwoman scotsman scotswoman englishman englishwoman irishwoman ulsterman ulsterwoman
  cornishman cornishwoman manxman yorkshireman yorkshirewoman lancastrian londoner liverpudlian mancunian
  glaswegian aberdonian dubliner corkman kerryman texan californian floridian hawaiian alaskan virginian
  oregonian coloradan minnesotan iowan ohioan michigander nebraskan nevadan pennsylvanian tennessean
  arizonan kentuckian louisianan wisconsinite yorker chicagoan bostonian philadelphian angeleno quebecer
  québécois québecois torontonian montrealer manitoban albertan zealander kiwi canuck springbok wallaby
  queenslander tasmanian sydneysider melburnian parisian muscovite berliner viennese milanese neapolitan
  venetian sicilian sardinian corsican tyrolean bavarian andalusian galician walloon luxembourger icelander
  greenlander faroese tatar kosovar bosniak ossetian
`;

/** Titles and inhabitants that are given names too: "DJ John Peel" has one, "DJ Green Lantern" has not. */
export const titlesOrNames = wordSet`
  DJ Scot Dean Provost Warden Baker Butcher Carpenter Shepherd Archer Rider Sultan Emir Baron Begum Lama
  Doña Dom Seaman
`;

/** Letters before a person's name: "UKIP MEP Ana Velmar", "DI Ana Velmar". */
export const lettersBefore = wordSet`MP MEP MSP DI DCI CEO CFO COO CTO`;

/** Letters after a person's name. */
export const honours = wordSet`QC KC MP MEP MSP AM MD PhD OBE MBE CBE KBE`;
