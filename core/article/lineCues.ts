/** Recognises lines that typically surround stories. */
import { anyOf } from '../text/anyOf.ts';

/** The kinds of lines; the trees were trained on these numbers. */
export const cues = {
  none: 0,
  /** Links to other pages. */
  elsewhere: 1,
  /** Credits a picture. */
  credit: 2,
  /** Asks the reader for something. */
  request: 3,
  /** Ends the story. */
  closing: 4,
  /** Heads the readers' comments. */
  comments: 5,
} as const;

/** The kind of a line in the languages of the larger press, as one of `cues`. */
export function lineCue(text: string): number {
  const bare = text.replace(/^[^\p{L}]{1,6}/u, '');
  if (text.length < 80 && headsComments.test(bare)) return cues.comments;
  if (leadsElsewhere.test(bare)) return cues.elsewhere;
  if (text.length < 300 && creditsPicture.test(text)) return cues.credit;
  if (text.length < 400 && asksReader.test(text)) return cues.request;
  if (text.length < 400 && (text.includes('©') || endsStory.test(text))) return cues.closing;
  return cues.none;
}

/** How lines begin that head the readers' comments. */
const commentHeadings = anyOf`
  comments?\b, responses? (?:to|from)\b, responses?$, replies\b, thoughts on\b, leave a (?:reply|comment)\b,
  (?:join|start) the (?:conversation|discussion)\b, (?:post|add|write) (?:a|your) comment\b,
  reader comments\b,
  discussion\b, what do you think\b, your comments?\b, kommentare?n?\b, leser(?:kommentare|meinungen)\b,
  (?:einen )?kommentar (?:schreiben|verfassen|abgeben|hinterlassen)\b, schreibe? (?:einen|ihren) kommentar\b,
  diskussion\b, antworten\b, commentaires?\b, réactions?\b, laisser un commentaire\b, comentarios?\b,
  deja (?:un comentario|una respuesta)\b, comentários?\b, deixe (?:um comentário|uma resposta)\b, commenti?\b,
  lascia un commento\b, reacties?\b, kommentarer\b, kommentit\b, komentarze\b, komentáře\b,
  комментари\p{L}*, コメント, 评论, 評論, 댓글
`;
const headsComments = new RegExp(`^(?:${commentHeadings})`, 'iu');

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
export const requestWords = anyOf`
  newsletter, subscri, sign up, abonn, suscr[ií], iscriviti, assine, follow (?:us|me|him|her|them|@),
  folgen sie, síguenos, seguici, suivez-nous, download (?:the|our) app, whatsapp, telegram, facebook, twitter,
  instagram, donat, spende, register, log in, anmelden, cookies?, your inbox, your email, e-mail-adresse,
  click here, hier klicken, support (?:us|our), become a member, your contribution,
  our (?:journalism|newsroom), we may (?:earn|receive), (?:purchase|buy|recommend)[^.]{0,40} products?,
  privacy settings,
  privatsphäre-einstellungen, comments? (?:are|section), kommentar
`;
const asksReader = new RegExp(requestWords, 'i');
const professions = anyOf`
  writer, reporter, editor, journalist, author, correspondent, columnist, contributor, professor, fellow
`;
/**
 * Words of lines that end a story: copyright, credits, biographies of authors. None is a single sign: the
 * engine could then skip no characters.
 */
const closingWords = anyOf`
  copyright, all rights reserved, alle rechte, contributed to this,
  (?:with|includes) (?:reporting|information|material), reporting by, editing by,
  this (?:article|story|post) (?:was|first|originally|appeared|is), contact (?:the|us|him|her),
  can be (?:reached|contacted),
  is an? (?:[\w-]+ ){0,3}(?:${professions}),
  the views expressed, disclaimer, correction, affiliate, commission, posted in, filed under, tags?:, schlagw,
  dieser (?:artikel|beitrag|eintrag), veröffentlicht, source:, quelle:
`;
const endsStory = new RegExp(closingWords, 'i');
