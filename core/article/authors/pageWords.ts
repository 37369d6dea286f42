/** Knows the words of a page's buttons and menus, which stand where authors do and are nobody's name. */
import { anyOf } from '../../text/anyOf.ts';

const words = anyOf`
  log ?in, sign ?in, sign ?up, register, subscribe, follow(?: us)?, contact us, member services,
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
const pageWord = new RegExp(`^(?:${words})$`, 'iu');

/** Whether a short text is such a word: "Sign in", "查看更多". */
export function isPageWord(text: string): boolean {
  return pageWord.test(text.trim());
}
