/** Recognises lines that typically surround stories. */
import { anyOf } from '../text/anyOf.ts';

/**
 * The kind of a line, in the languages of the larger press: 1 links to other pages, 2 credits a picture,
 * 3 asks the reader for something, 4 ends the story, 0 none of these.
 */
export function lineCue(text: string): number {
  if (leadsElsewhere.test(text.replace(/^[^\p{L}]{1,3}/u, ''))) return 1;
  if (text.length < 300 && creditsPicture.test(text)) return 2;
  if (text.length < 400 && asksReader.test(text)) return 3;
  if (text.length < 400 && endsStory.test(text)) return 4;
  return 0;
}

/** How lines begin that link to other pages. */
const leadWords = anyOf`
  read (?:more|also|next|the), more (?:on|from|about), see also, related, also read, recommended,
  don['’]t miss, up next, watch, mehr (?:zum|zu|dazu|lesen), lesen sie, lesetipp, weiterlesen,
  auch interessant, (?:à )?lire (?:aussi|également|la suite), sur le même, leggi (?:anche|tutto),
  lea (?:también|más), te puede, más (?:información|sobre), ver (?:más|también), lees (?:ook|meer|verder),
  läs (?:också|mer|även), les (?:også|mer), læs (?:også|mere), lue myös, leia (?:também|mais),
  veja (?:também|mais), czytaj, zobacz, więcej, čtěte, читайте, подробнее, смотрите, devamını, 関連, あわせて
`;
const leadsElsewhere = new RegExp(`^(?:${leadWords})`, 'iu');
const creditWords = anyOf`
  photo(?:graph)?s?, foto, fotos, image, images, bild, bilder, imago, quelle, credit, credits, crédito,
  crédits?, kuva, zdjęcie, фото, video, illustration, getty, shutterstock, reuters, afp, dpa, epa, ap, ansa,
  efe, scanpix, istock, pixabay, unsplash
`;
const creditsPicture = new RegExp(
  String.raw`(?:^|[\s(])(?:${creditWords})\s?(?:[:/©)|]|images?\b|$)|^©|^picture `,
  'i',
);
/** Words of lines that ask the reader to subscribe, follow, donate and so on. */
const requestWords = anyOf`
  newsletter, subscri, sign up, abonn, suscr[ií], iscriviti, assine, follow (?:us|me|him|her|them|@),
  folgen sie, síguenos, seguici, suivez-nous, download (?:the|our) app, whatsapp, telegram, facebook, twitter,
  instagram, donat, spende, register, log in, anmelden, cookies?, your inbox, your email, e-mail-adresse,
  click here, hier klicken, support (?:us|our), become a member, comments? (?:are|section), kommentar
`;
const asksReader = new RegExp(requestWords, 'i');
const professions = anyOf`
  writer, reporter, editor, journalist, author, correspondent, columnist, contributor, professor, fellow
`;
/** Words of lines that end a story: copyright, credits, biographies of authors. */
const closingWords = anyOf`
  ©, copyright, all rights reserved, alle rechte, contributed to this,
  (?:with|includes) (?:reporting|information|material), reporting by, editing by,
  this (?:article|story|post) (?:was|first|originally|appeared|is), contact (?:the|us|him|her),
  can be (?:reached|contacted),
  is an? (?:[\w-]+ ){0,3}(?:${professions}),
  the views expressed, disclaimer, correction, affiliate, commission, posted in, filed under, tags?:, schlagw,
  dieser (?:artikel|beitrag|eintrag), veröffentlicht, source:, quelle:
`;
const endsStory = new RegExp(closingWords, 'i');
