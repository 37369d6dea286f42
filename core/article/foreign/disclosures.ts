import { anyOf } from '../../text/anyOf.ts';
import { namesSpeaker, speaksForPage } from '../speakers.ts';

/** Who is paid: "we", or the page by its name, as in "Kelmere Home may earn …". */
const weMay = '(?:we|may|might|for us to) (?:(?:may|might|can|will|also|only|sometimes) )?';
const anySum = String.raw`(?:(?:an?|any|some) )?(?:\p{L}+ )?(?:commissions?|fees?|compensation|revenue)`;
/** Words of all payments below. Most texts have none, which takes a fifth of the time to find out. */
const payment = /commis|comis|fee|compensation|revenue|share|portion|percentage|provision/i;
/** That it is paid, in the languages of the larger press. A "commission" alone may be one of parliament. */
const payments = anyOf`
  ${weMay}(?:earn|receive|get|collect|make) ${anySum},
  ${weMay}(?:earn|receive|get|collect) an? (?:small )?(?:share|portion|percentage) of,
  (?:wir|redaktion|verlag) [^!?]{0,60}?(?:\p{L}{1,20}-?)?provision,
  (?:touch|recev|percev|gagn)\p{L}+ une (?:petite )?commission,
  (?:recib|obten|gan)\p{L}+ una (?:pequeña )?comisión,
  (?:receb|ganh)\p{L}+ uma (?:pequena )?comissão,
  (?:ricev|otten|guadagn)\p{L}+ una (?:piccola )?commissione,
  (?:krijg|ontvang|verdien)\p{L}* (?:\p{L}+ ){0,5}een (?:kleine )?commissie,
  een (?:kleine )?commissie (?:krijg|ontvang|verdien)\p{L}*
`;
/** What it is paid for: its links, or what "you" buy. */
const sales = anyOf`
  \p{L}{0,20}links?(?! between), liens?, enlaces?, affilia\p{L}+, affili[ée]s?, afiliad\p{L}+,
  you (?:\p{L}+ ){0,2}(?:buy|purchase|click|visit), vous achet\p{L}+
`;
const saysPayment = new RegExp(String.raw`(?<!\p{L})(?:${payments})(?!\p{L})`, 'iu');
const saysSale = new RegExp(String.raw`(?<!\p{L})(?:${sales})(?!\p{L})`, 'iu');

/**
 * Whether the page says of itself that it is paid for what its readers buy: "If you buy through our links,
 * we may earn a commission."
 */
export function isDisclosure(text: string): boolean {
  if (!payment.test(text) || !speaksForPage(text)) return false;
  return saysPayment.test(text) && saysSale.test(text) && !namesSpeaker(text);
}
