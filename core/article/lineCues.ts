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

/** Words of the button by which readers answer a comment. */
const replyWords = anyOf`
  (?:click here to )?(?:reply|respond)(?: to (?:comment|this|\p{L}+))?, antworten,
  auf diesen kommentar antworten, répondre, responder, rispondi, reageer, beantwoorden, svar, svara, vastaa,
  odpowiedz, odpovědět, ответить, 返信, 回复, 답글
`;
/** Words of the other buttons of a comment. */
const buttonWords = anyOf`
  report(?: abuse| comment)?, flag, permalink, likes?, dislikes?, upvote, downvote, quote, link, melden,
  zitieren, signaler(?: un abus)?, denunciar, segnala, edit
`;
const button = new RegExp(String.raw`^\W{0,3}(?:${replyWords}|${buttonWords})[\s\d():↓→»]{0,8}$`, 'iu');
/** Buttons that stand in a row with these, but that stories have too. */
const rowWords = anyOf`
  share, save, teilen, partager, compartir, condividi, 分享, 收藏, 举报, 檢舉, 赞, 讚, 踩, 顶, 查看回复, 신고, 공감
`;
const rowOfButtons = new RegExp(
  `^(?:${replyWords}|${buttonWords}|${rowWords})(?: (?:${replyWords}|${buttonWords}|${rowWords}))*$`,
  'iu',
);
const hasReply = new RegExp(`(?:^| )(?:${replyWords})(?: |$)`, 'iu');
const maxAnswerLine = 90;
const sayingVerbs = anyOf`
  says, said, wrote, writes, sagt, schreibt, schrieb, meint, dit, dice, ha scritto, zegt, schreef
`;
const saysLine = new RegExp(String.raw`^.{1,40}\b(?:${sayingVerbs})(?: (?:on|am|le) .{6,40})?:$`, 'iu');

/** Whether the line is the button by which readers answer a comment, or has it: "Reply · Like 3". */
export function isReplyLine(text: string): boolean {
  // "Svar:" is the label of an answer to a question.
  if (text.length > maxAnswerLine || /[:：]$/.test(text)) return false;
  const words = text.replace(/[^\p{L}\p{M}]+/gu, ' ').trim();
  return hasReply.test(words) && rowOfButtons.test(words);
}

/** Whether the line is a button of a comment, such as "Reply", or says whose comment follows. */
export function isAnswerLine(text: string): boolean {
  return text.length <= maxAnswerLine && (button.test(text) || (text.endsWith(':') && saysLine.test(text)));
}

const agoUnits = 'sec|min|hour|hr|day|week|month|year|stunde|minute|tag|woche|monat|jahr|heure|jour|mois|an';
const ago = new RegExp(
  String.raw`^\W{0,3}(?:vor |il y a |hace |há )?(?:\d{1,3}|an?|einer?|einem|un|une|una) ?` +
    String.raw`(?:[smhdwy]|(?:${agoUnits})\p{L}{0,3}|días?|horas?|meses|años?|giorni|ore|uur|dagen)` +
    String.raw`(?: ago| geleden| fa| sitten| siden| sedan)?\W{0,3}$|` +
    String.raw`^\d{1,3} ?(?:秒|分[钟鐘]?|小[时時]|時間|天|日|[个個か]?月|年|[周週]間?|초|분|시간|일|주|개월|달|년) ?(?:前|전)$`,
  'iu',
);

/** Whether the line says how long ago something was: "2 hours ago". */
export function isAgoLine(text: string): boolean {
  return text.length <= 40 && ago.test(text);
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

/** Words of requests that the kinds of lines, which the trees were trained on, do not know. */
const moreRequestWords = anyOf`
  unterstütz(?:en sie|t uns|e uns|en kannst|ung durch), ihre? (?:beitrag|spende), probeabo, testen sie,
  jetzt (?:testen|spenden|abonnieren), souten(?:ez|ir)[ -], faites un don, apóya(?:nos)?\b, hazte soci[oa],
  dona(?:r|zione|ción)?\b, apoie, sostieni(?:ci)?\b, steun ons, word lid, stöd oss, støtt oss, wesprzyj,
  prenumer, subskry, podpoř, tue meitä, tilaa\b, подпи(?:сывай|шит), поддерж
`;
// "Suspended" is no "Spende", and "dialog in" no "log in".
const request = new RegExp(String.raw`(?<!\p{L})(?:${requestWords}|${moreRequestWords})`, 'iu');
const maxRequest = 400;

/** Whether the text asks the reader for something: to subscribe, follow, donate and so on. */
export function isRequest(text: string): boolean {
  return text.length < maxRequest && request.test(text);
}

const networks = '(?:facebook|twitter|x|instagram|whatsapp|telegram|tiktok|google|redes|nuestr)';
/** No more of a sentence follows: "Нашли ошибку в тексте?" */
const inText = String.raw`(?: (?:[ву] тексте?і?|в (?:статье|материале)))?\s?[?!.:,–—-]`;
/** How lines begin that ask the reader to follow the page elsewhere, or to report errors. */
const followWords = anyOf`
  (?:follow|join) us\b, like us on\b, subscribe to (?:our|the)\b, sign up (?:for|to) (?:our|the)\b,
  folgen sie uns\b, folgen sie der [^.!?]{1,40} auf ${networks}, folge? uns\b, abonnieren sie\b,
  abonnez-vous, suivez[ -]nous, suivez (?:notre|nos|l['’]actu|l['’]info|toute l|le (?:compte|direct|fil)),
  rejoignez-nous, rejoignez (?:notre|nos|le (?:canal|groupe)|la (?:chaîne|communauté|page))\b, síguenos,
  sigue (?:nuestro|el canal)\b, sigue a [^.!?]{1,40} en ${networks}, suscríbete, seguici,
  segui (?:il nostro|la nostra|il canale)\b, iscriviti, siga nosso\b, siga-nos,
  siga [oa] [^.!?]{1,40} n(?:o|a|os|as) ${networks}, inscreva-se, participe do (?:canal|grupo)\b,
  entre no (?:canal|grupo)\b, volg ons\b, följ oss\b, følg oss\b, følg os\b, seuraa meitä, obserwuj nas,
  śledź nas, sledujte nás, sledujte nas, подписывайтесь, подпишитесь, подпишись, подписуйтесь, підписуйтесь,
  підпишіться, читайте нас, следите за (?:нами|нашим|новост|обновл|событи)\p{L}{0,5}, bizi takip,
  ikuti (?:kami|berita)\b, تابعونا, تابعوا? (?:آخر|قناة|قناتنا),
  اشتركوا? (?:الآن|معنا|في (?:قنا|نشر|النشر)), انضموا (?:إلينا|إلى قنا), עקבו אחרינו,
  הצטרפו (?:אלינו|לערוץ|לקבוצ|לניוזלטר), הירשמו, フォロー, 关注我们, 關注我們, 欢迎关注, 歡迎關注, 扫码关注,
  (?:found|spotted|noticed) (?:an? )?(?:error|mistake|typo), fehler (?:(?:gefunden|entdeckt) ?\?|melden),
  (?:haben sie|hast du) einen fehler, vous avez (?:repéré|trouvé) une erreur, ¿has encontrado un error,
  encontrou (?:um|algum) erro, hai trovato un errore, fout gevonden, (?:zauważyłeś|znalazłeś) błąd,
  našli jste chybu, нашли (?:ошибку|опечатку)${inText}, знайшли помилку${inText}, מצאתם טעות
`;
/** Behind a quotation mark, somebody else asks. */
const asksToFollowFirst = new RegExp(String.raw`^[^\p{L}"'“”„«»‹›‘「『]{0,6}(?:${followWords})`, 'iu');
const maxFollowLine = 250;

/** Whether the text begins by asking readers to follow the page or to report errors: "Follow us on …". */
export function asksToFollow(text: string): boolean {
  return text.length < maxFollowLine && asksToFollowFirst.test(text);
}
