/**
 * Given names and titles that only women, or only men, have. Names that both have are in neither list (Kim,
 * Robin), nor are those that women have in one country and men in another (Jean, Andrea).
 */
import { wordSet } from '../../text/wordSet.ts';

export const sexes = ['female', 'male'] as const;
export type Sex = (typeof sexes)[number];

/** Folded. */
const womensNames = wordSet`
  abigail ada adele agnes agnieszka aida aileen aimee aino aisha aishah aishwarya alana aleksandra
  alessandra alexandra alexandria alice alicia alina alma alyssa amalia amanda amber amelia amelie amina
  amparo amy ana anabel anastasia aneta angela angelica angelina angelique anita anja anke ann anna annabel
  annabelle annalena anne anneli annemarie annette annie annika antoinette antonella antonia anya april
  arlene asma astrid audrey ava ayesha ayse aysha barbara beata beatrice beatrix beatriz becky belinda
  benazir berenice bernadette bertha beth bethany betsy betty bianca birgit birgitta bonnie brenda bridget
  bridie brigitte britney brittany camila camilla candice carina carla carlotta carly carole carolina
  caroline carolyn carrie catalina catherine catriona cecile cecilia celia celine chandrika chantal charlene
  charlotte chelsea cherie cheryl chiara chloe christa christiane christina christine cindy claire clara
  clare claudia clementine coleen colette colleen concepcion consuelo corazon cordelia coretta cornelia
  cristina cynthia dagmar daisy dalia daniela daniella danielle daphne daria dawn debbie deborah debra
  deirdre delia delphine denise diana diane dianne dilma dina dolores donna dora doreen doris dorothea
  dorothy edith edna edwina eeva eevi eila eileen eilidh ekaterina elaine eleanor elena eleni elif elin
  elina elisa elisabeth elise eliza elizabeth ella ellen ellie eloise elsa elsie elspeth emilia emily emine
  emma ena erica erika erin erna ernestine esme esmeralda esperanza estela estelle esther ethel eugenia
  eugenie eunice eva eve evelina ewa faith fatima fatma faye federica felicia felicity fern fiona florence
  frances francesca francine francoise freda frederica freya frida gabriela gabriella gabrielle gemma
  genevieve georgia georgina geraldine gertrude ghislaine gillian gina giorgia giovanna gisela gisele giulia
  gladys glenda glenys gloria graca grace graciela greta gretchen griselda gudrun gwen gwendolyn gwyneth
  hailey hanna hannah harriet hattie hazel heather hedwig heidi heike helen helena helene helga helle helvi
  henrietta hermione hilda hildegard holly ida ilona ilse ilze imelda imogen indira ines inga ingeborg
  ingrid irena irene irina irma isabel isabella isabelle isla isobel ivana ivanka ivy iwona jacinda jacinta
  jacqueline jadranka jana jane janet janice janine jasmine jeanette jeanne jelena jemima jenna jennifer
  jenny jessica jill joanna joanne jocasta johanna josefina josephine josie joyce juanita judith judy julia
  juliana julianne julie juliet juliette justine jutta kaarina kaisa kaja kamala karin karina karla katarina
  katarzyna kate katerina katharina katharine katherine kathleen kathryn kathy katie katja katri katrina
  katy katya kayla keeley keiko keira kersti kerstin khaleda kiera kimberly kirsi kirsten kirsty kolinda
  krista kristin kristina kylie larisa latifa latoya laura lauren lavinia leah leanne leena leila lena leona
  leonie leonora letitia lidia lila lilian liliana lillian lily linda lisa livia liz liza lizzie lois
  loraine lorena loretta lorna lorraine louisa louise lucia luciana lucie lucille lucinda lucrezia lucy
  ludmila luisa lydia lynda lynette lynne lyudmila maarit mabel macarena madeleine madeline mafalda magda
  magdalena maggie maisie malala malgorzata mamata manuela mara marcela marcia margaret margarita margherita
  margot marguerite maria mariam mariana marianne maribel marie mariella marietta marija marilyn marina
  marisa marissa marita marja marjorie marlene marta martha martina mary maryam marzena matilda matilde maud
  maude maura maureen mavis maxine meera megan meghan melania melanie melinda melissa meral mercedes merja
  merve meryl mette mia michaela michelle mildred millicent minna minnie mira miranda miriam moira mollie
  molly mona monica monika monique morag moya muriel myriam myrtle nadezhda nadia nadine nancy natalia
  natalie natasha nathalie nellie nelly nerys nichola nicole nicoletta nigella nina nirmala nora noreen
  nuala odette ofelia oksana olena olga olive olivia olympia oona oprah ornella outi paivi paloma pamela
  paola patience patricia paula paulette paulina pauline pearl peggy penelope penny petra petronella
  philippa philomena phoebe phyllis pia pilar pippa pirkko polly poppy pratibha preeti priscilla priti priya
  prudence queenie rachael rachel rachida raquel rasa rebecca rebekah regina reina rena renata renate renee
  rhoda rhona rhonda ria riikka rita ritva roberta rocio roisin romina rosa rosalia rosalie rosalind
  rosamund rosanna rose roseanne rosemarie rosemary rosetta rosie rowena roxana roxanne ruth ruxandra sabina
  sabine sabrina sadie sally salma samantha samira sandra sanna saoirse sara sarah saskia satu segolene
  selena selina serena shakira sheena sheila shelagh sheryl shirin shirley shona sian sigourney
  sigrid silke silvia sinead siobhan sirpa sofia solange sonia sonja sophia sophie soraya stefania stella
  stephanie sue sunita susan susana susanna susannah susanne sushma susie suzan suzanne svetlana swati sybil
  sylvia sylvie tabitha tamara tamsin tania tanya tarja tatiana tatyana teresa teresita tess tessa thelma
  theodora theresa therese thora tiffany tiina tilda tina tracey tricia trinny trisha trudy tuija tuula ulla
  una ursula usha vaira valentina valeria valerie vanessa venus vera verity veronica veronika veronique
  vicki vicky victoria viktoria viola violet violeta virginia virginie viviane vivienne wanda wendy
  wilhelmina wilma winifred winnie xenia yasmin yasmina yelena yevgenia yoko yolanda yulia yuliya yuriko
  yvette yvonne zara zeinab zelda zeynep zoe zsuzsanna zuzana
`;

/** Folded. */
const mensNames = wordSet`
  aaron abdel abdul abdulla abdullah abel abraham adam adolf ahmad ahmed ahmet aidan akio alan alastair
  albert alberto aldo alec alejandro aleksandar aleksander aleksandr aleksei alessandro alexander alexandre
  alexei alexey alf alfie alfons alfonso alfred alfredo alistair allan allen alvaro alvin amadou amir
  anatoly anders andreas andrei andrej andres andrew andrey andriy andrzej andy angus anil ante anthony
  antoine anton antonio antonis antony antti anwar ari aristide arkady armando arnaud arne arnold arsene
  arthur arturo arun arvind asif atal augusto aurelio axel bachar barack barney barrie barry bart
  bartholomew bartosz bashar ben benedict benito benjamin benny bernard bernardo bernd bernhard bernie bert
  bertrand bill billy bjorn bob boris brad bradley brendan brent brian bruce bruno bryan bulent byron cahal
  calum calvin carl carlo carlos cathal cedric cesar chad charles chester christoph christophe christopher
  chuck cian ciaran clarence claudio clement clifford clint clive colin colm conor conrad constantine
  constantinos cormac cornelius craig cristian cristiano curtis cyril cyrus dag damian damien damon dan
  daniel danilo danny dario darren dave david davide dean declan denis dennis denzel derek dermot derrick
  desmond deven dick didier diego dieter dietrich dimitar dimitri dimitris dirk dmitri dmitriy dmitry dmytro
  domenico dominic dominik donald donovan dougal douglas dragan duane dudley duncan dwayne dwight eamon
  eamonn ed eddie edgar edmund edoardo eduard eduardo edward edwin eero egon ehud einar elias eliot elton
  elvis emanuele emil emilio emmanuel emmerson enda enoch enrico enrique enzo eoin eric erich erik erkki
  ernest ernesto ernie ernst erwin esteban ethan etienne eugene eugenio evgeny evo ewan ezra fabian fabio
  fabrice fabrizio faisal farid farouk federico felipe felix ferdinand fergus fernando fidel filip finlay
  florian floyd francesco francisco franck franco francois frank franklin frans frantisek franz fred freddie
  freddy frederic frederick fredrik fridtjof friedrich fritz fyodor gareth garth gary gaston gavin gennady
  geoff geoffrey georg george georges georgi georgios geraint gerald gerard gerardo gerhard gholam
  gianfranco gianluca gianni gideon gilbert gilberto giles gilles giorgio giovanni giulio giuseppe godfrey
  gonzalo goran gordon graeme graham grant greg gregor gregory grigory guido guillaume guillermo gunnar
  gunter gunther gustav gustavo guy gwyn hakan hamid hamish hans hans-dietrich harald harold harrison harry
  harvey hasan hashim hassan hector heikki heinrich heinz helmut hendrik henri henrik henrique henry herbert
  herman hermann hideo hiroshi homer horace horacio horst hosni howard hubert hugh hugo humberto humphrey
  hussein iain ian ibrahim ignacio igor ilkka imran ioannis irving isaac isaiah ismail istvan ivan ivo jack
  jacob jacques jake jakob jamal james janez janne janos jari jarmo jaroslaw jarvis jason jasper javier jeff
  jefferson jeffrey jens jeremiah jeremy jermaine jerome jesper jesus jim jimmy joachim joao joaquin joe
  joel joerg johan johann johannes john johnny jon jonas jonathan jonny jordi jorge jorgen jose josef josep
  joseph joshua josip juan juha juhani jukka julian julio julius junichiro jurgen justin karel karim karl
  karl-heinz kaspar keir keith kemal ken kenji kenneth kenny kevin khaled khalid kieran kirk klaus kofi
  konrad konstantin kristian kristof kumar kurt lachlan lamar lance larry lars laszlo laurent lawrence lazar
  leif len lennart lennox leo leon leonard leonardo leonid leopold leroy lester lev levi lewis liam linus
  lionel lloyd lorenzo lothar louis luc lucas luciano lucien ludovic ludwig luigi luis luiz luka lukas luke
  luther lyndon magnus mahathir mahinda mahmoud malachy malcolm manfred manmohan manny manolis manuel marc
  marcel marcelo marco marcos marcus marek mariano mario marius mark markku marko markus marlon marshall
  martin martti marty marvin massimo mateusz mathew mathias mathieu matt matteo matthew matthias matti
  maurice mauricio mauro maxim maxime maximilian maxwell mehdi mehmet melvin menzies mervyn michael michail
  micheal mick mickey miguel mihai mike mikhail mikko mikolaj miles milos milton miro miroslav mitch
  mitchell mitt mohamed mohammad mohammed mohamud moise montgomery moritz mortimer moses mostafa muammar
  muhammad murat murdo murray musa mustafa mustapha nabil naguib narendra nasser nathan nathaniel ned neil
  nelson neville niall nicholas nick nicolae nicolai nicolas nicos niels nigel nik nikolai nikolaos nikolas
  nikolay nikos nils norbert norman nouri novak nuno octavio olaf olav ole oleg oleksandr oliver olivier
  olli olof omar orlando orson osama oscar oskar oswald otto owen paavo pablo paddy paolo patricio patrick
  paul paulo pavel pawel pedro pekka per percy pertti pervez pete peter petr petro petros petteri phil
  philip philipp philippe phillip pier pierre piers piet pieter pietro piotr prakash quentin radek radovan
  rafael rafik rahul raimo rainer raj rajiv ralf ralph ramesh ramon randolph raoul rashid raul ravi raymond
  recep reggie reginald reinhard reinhold renato rex reza rhodri rhys ricardo riccardo richard rick ricky
  rinat rishi rob robbie robert roberto rod roddy roderick rodney rodrigo roger rohit roland rolf roman
  romano romeo ron ronald ronaldo ross roy ruben rubens rudi rudolf rudolph rudy rufus rupert russ russell
  ruud sadiq salman salvador salvatore samir samuel sandro sanjay santiago sauli scott seamus sean sebastian
  sepp serge sergei sergey sergio serhiy seth shinzo sid siegfried silvio simon slobodan solomon stan
  stanislav stanley stefan stefano steffen stephan stephane stephen steve steven stewart stig stuart suresh
  sven tadeusz tahir takeshi tapio tariq tayyip ted teddy terence terrence thabo theo theodore thierry thom
  thomas thorsten tiago tim timo timothy tobias todd tom tomas tomasz tomislav tommy tony tore torsten trent
  trevor tuomas tyrone ulf ulrich umberto uwe vaclav vasily veli vernon victor vijay vikram viktor vince
  vincent vincenzo vinicius vitali vitaly vito vittorio vlad vladimir vojislav volker volodymyr wallace
  walter warren wayne werner wesley wilbur wilfred wilhelm will willem william winston wojciech wolfgang
  woodrow xabier xavier yann yasser yevgeny yitzhak yoshihiko youssef yusuf yves zacarias zachary zbigniew
  zdenek zeljko zinedine zoltan zoran
`;

/** In lower case, without periods. No relations: who is meant in "She told her mother Velmar was ill"? */
const womensTitles = wordSet`
  mrs ms miss dame lady baroness viscountess countess queen princess frau madame congresswoman chairwoman
  spokeswoman actress
`;
const mensTitles = wordSet`
  mr sir lord viscount king prince emperor herr monsieur señor senor pope congressman
`;

/** Whose given name it is, folded; `undefined` if women and men have it, or it is not known. */
export const sexOfGivenName = (folded: string): Sex | undefined =>
  sexIn(folded, { womens: womensNames, mens: mensNames });

/** Who has a title: one word in lower case. `undefined` if women and men have it. */
export const sexOfTitle = (title: string): Sex | undefined =>
  sexIn(title, { womens: womensTitles, mens: mensTitles });

function sexIn(
  word: string,
  { womens, mens }: Record<'womens' | 'mens', ReadonlySet<string>>,
): Sex | undefined {
  if (womens.has(word)) return 'female';
  return mens.has(word) ? 'male' : undefined;
}
