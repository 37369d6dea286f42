/** Recognises what a page asks of its readers: to subscribe, to follow it elsewhere, to report errors. */
import { anyOf } from '../../text/anyOf.ts';
import { requestWords } from '../lineCues.ts';

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
/** How lines begin that ask the reader to follow the page elsewhere. */
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
  הצטרפו (?:אלינו|לערוץ|לקבוצ|לניוזלטר), הירשמו, フォロー, 关注我们, 關注我們, 欢迎关注, 歡迎關注, 扫码关注
`;
/** A pattern for texts that begin with the words. Behind a quotation mark, somebody else asks. */
const startsWith = (words: string): RegExp =>
  new RegExp(String.raw`^[^\p{L}"'“”„«»‹›‘「『]{0,6}(?:${words})`, 'iu');
const follow = startsWith(followWords);
const maxFollowLine = 250;

/** Whether the text begins by asking readers to follow the page: "Follow us on …". */
export function asksToFollow(text: string): boolean {
  return text.length < maxFollowLine && follow.test(text);
}

/** No more of a sentence follows: "Нашли ошибку в тексте?" */
const inText = String.raw`(?: (?:[ву] тексте?і?|в (?:статье|материале)))?\s?[?!.:,–—-]`;
/** How lines begin that ask readers to report errors. */
const errorReport = startsWith(anyOf`
  (?:found|spotted|noticed) (?:an? )?(?:error|mistake|typo), fehler (?:(?:gefunden|entdeckt) ?\?|melden),
  (?:haben sie|hast du) einen fehler, vous avez (?:repéré|trouvé) une erreur, ¿has encontrado un error,
  encontrou (?:um|algum) erro, hai trovato un errore, fout gevonden, (?:zauważyłeś|znalazłeś) błąd,
  našli jste chybu, нашли (?:ошибку|опечатку)${inText}, знайшли помилку${inText}, מצאתם טעות
`);
/** What papers have agreed to; an editorial "subscribes to no party". */
const codes = '(?:codes?|standards|guidelines|principles|ipso|impress)\\b';
const ofOurs = '(?:artikel|beitrag|berichterstattung)';
/** How lines begin that say whom readers may complain to. */
const complaint = startsWith(anyOf`
  (?:this|our) (?:newspaper|(?:web)?site|publication|title) (?:adheres|subscribes) to[^.]{0,80} ${codes},
  (?:this|our) (?:newspaper|(?:web)?site|title) is (?:regulated by|a member of)[^.]{0,60}standards,
  if you (?:have|want to make) a complaint about (?:the|our|an?|this) (?:editorial|content|article|story),
  (?:wenn sie|haben sie) (?:eine )?beschwerden? (?:über|zu|gegen|wegen) [^.?]{0,30}${ofOurs}
`);
const maxComplaint = 500;
/** How readers report an error, in any language: "Select it and press Ctrl+Enter". */
const errorKeys = /\bctrl ?\+ ?enter\b/i;
const maxErrorNotice = 300;

/** Whether the text asks readers to report errors, "Found a mistake?", or says how to complain. */
export function asksToReportErrors(text: string): boolean {
  if (text.length < maxComplaint && complaint.test(text)) return true;
  return text.length < maxErrorNotice && (errorReport.test(text) || errorKeys.test(text));
}
