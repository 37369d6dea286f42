/** Recognises offers to subscribe in order to read on. */
import { anyOf } from '../../text/anyOf.ts';

const maxOfferLength = 300;
const availability = '(?:only |exclusively )?(?:available )?(?:for|to)';
/** "Join the search to continue it" and "register to keep a licence" are of stories. */
const readOn =
  '(?:continue(?: (?:reading|enjoying)|[\\s.!:…]{0,5}$)|keep reading|read the (?:full|rest|whole))';
const paywallOffers = anyOf`
  \b(?:subscribe|sign up|log in|register|join)[^.]{0,30} to ${readOn},
  to (?:continue|keep) reading[^.]{0,40}(?:subscri|sign|log|register|account|trial), already a subscriber,
  (?:article|story|content) is ${availability} (?:our )?(?:paying )?(?:subscribers|members),
  weiterlesen mit , jetzt (?:abonnieren und|testen und) , (?:nur|exklusiv) für abonnent, réservée? aux abonné,
  pour lire la suite[^.]{0,40}abonn, (?:exclusivo|solo) para suscriptores,
  suscríbete para (?:seguir|continuar), riservato agli abbonati, per continuare a leggere[^.]{0,40}abbon,
  alleen voor abonnees, endast för prenumeranter, (?:kun|bare) for abonnenter, только для подписчиков,
  (?:有料)?会員限定, 残り\s?\d+文字
`;
const paywallOffer = new RegExp(paywallOffers, 'i');

/** Whether the text offers the rest of a story to those who subscribe: "Already a subscriber? Log in". */
export function isPaywallOffer(text: string): boolean {
  return text.length < maxOfferLength && paywallOffer.test(text);
}
