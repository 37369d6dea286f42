/**
 * Knows the words of a page's buttons, menus, forms and labels, which stand where authors do and are nobody's
 * name.
 */
import { anyOf } from '../../text/anyOf.ts';
import { advertisementLabels } from '../foreign/advertisementLabels.ts';
import { readingTimes } from './readingTimes.ts';

const buttons = anyOf`
  log ?in, log ?out, sign ?out, abmelden, ausloggen, se déconnecter, déconnexion, cerrar sesión, esci,
  uitloggen, logga ut, logg ut, log ud, wyloguj(?: się)?, выйти, ログアウト, 로그아웃, 退出, 登出,
  sign ?in, sign ?up, register, subscribe, follow(?: us| author)?, replying to, contact us, member services,
  (?:see|read|view|show|load) (?:more|all), view profile, my account, more activity,
  (?:buy|get) tickets, related (?:articles|stories), reply, comments, anmelden, einloggen,
  registrieren, abonnieren, mehr (?:anzeigen|lesen), folgen, se connecter, connexion,
  s['’]inscrire, s['’]abonner, suivre, voir plus, iniciar sesión, registrarse, suscr[ií]b[ei]rse, seguir,
  ver más, accedi, registrati, iscriviti, abbonati, segui, mostra altro, entrar, assinar, ver mais, inloggen,
  registreren, volgen, lees meer, logga in, logg inn, log ind, kirjaudu(?: sisään)?, zaloguj się,
  zarejestruj się, přihlásit se, войти, вход, регистрация, подписаться, giriş yap, üye ol,
  登录, 登錄, 登入, 登录[账帐]号, 登录注册, 注册, 註冊, 关注, 關注, 订阅, 訂閱, 更多, 查看更多, 阅读更多, 收藏,
  分享, 评论, 評論, 返回首页, 相关(?:文章|阅读|新闻), 推荐阅读,
  ログイン, 会員登録, 新規登録, フォローする?, もっと見る, 로그인, 회원가입, 구독, 더보기, 팔로우
`;
/** Social networks, whose names are on buttons and links to accounts. */
const networks = anyOf`
  you ?tube, facebook(?: activity)?, twitter, instagram, whatsapp, linkedin, pinterest, tiktok, snapchat,
  xing, telegram, mastodon, bluesky, вконтакте, одноклассники
`;
const counted = anyOf`
  comments?, kommentare?r?, commentaires?, coment[aá]rios?, commenti, reacties, komentarz[ey], articles?,
  artikel, artículos, articoli
`;
/** Labels of forms and counts. */
const labels = anyOf`
  (?:your |full |ihr |dein )?name, votre nom, nom, nombre, nome, naam, navn, namn, nimi, imię, jméno, имя,
  お名前, 姓名, \d{1,4} (?:${counted}),
  sponsored(?: links?)?, posted(?: (?:on|in|by|the))?
`;
/** Kinds of texts, and offices alone. */
const kinds = anyOf`
  videos?, audio, podcast, gallery, photo gallery, (?:aktuelle )?meldung, nachricht(?:en)?, actualités?,
  noticias, notizie, presse-?mitteilung, pressemeldung, press release, communiqué(?: de presse)?,
  comunicado(?: de prensa)?, comunicato stampa, persbericht, pressmeddelande, pressemelding, pressemeddelelse,
  most (?:read|popular), アクセスランキング, ランキング, 記者ページ, reporter, author, autor(?:in)?, auteur, autore,
  journalist, writer, correspondent
`;
const desks = anyOf`
  staff, senior, chief, deputy, associate, assistant, contributing, managing, executive, lead, special,
  freelance, political, politics, business, economics?, sports?, culture, arts?, news, features?, science,
  health, tech(?:nology)?, world, foreign, international, travel, opinion, city, night, digital
`;
/** "Chief sports writer": what somebody is, in an element of its own. */
const offices = `(?:(?:${desks}) ){1,3}(?:editor|correspondent|reporter|writer|columnist|journalist)`;
/** Placeholders for a name, and licences. */
const nobody = anyOf`
  unknown, no author, unbenannt, untitled, guest, гость, gast, invité, null, undefined, (?:por )?cortesía,
  creative commons(?: licen[cs]e)?, cc[ -]by(?:[ -](?:nc|nd|sa))*(?: \d(?:\.\d)?)?
`;
const pageWord = new RegExp(
  `^copyright |^(?:${buttons}|${networks}|${labels}|${advertisementLabels}|${kinds}|${offices}|${readingTimes}|${nobody})\\s?\\*?$`,
  'iu',
);

/** Whether a short text is such a word: "Sign in", "查看更多". */
export function isPageWord(text: string): boolean {
  return pageWord.test(text.trim());
}
