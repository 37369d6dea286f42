import { anyOf } from '../../text/anyOf.ts';
import { speaksForPage } from '../storyEnd.ts';

/** What a site is paid, in the languages of the larger press. */
const payments = anyOf`
  (?:earn|receive|get|collect|make) (?:an?y? )?(?:\p{L}+ )?(?:commissions?|fees?|compensation|revenue),
  (?:earn|receive|get|collect) an? (?:share|portion|percentage) of (?:the |any )?(?:sales?|revenue),
  (?:eine )?(?:kleine )?(?:affiliate-?)?(?:provision|vermittlungsprovision), une (?:petite )?commission,
  una (?:pequeña )?comisión, uma (?:pequena )?comissão, una (?:piccola )?commissione,
  een (?:kleine )?commissie
`;
/** What it is paid for. */
const sales = anyOf`
  links?, affiliate\p{L}*, affili[ée]s?, buy, bought, purchas\p{L}+, retailers?, shops?, online-?shops?,
  produ[ck]\p{L}+, (?:ein)?kauf\p{L}*, liens?, ach[aeè]t\p{L}*, enlaces?, compr\p{L}+, acquist\p{L}+,
  koop\p{L}*
`;
const saysPayment = new RegExp(String.raw`(?<!\p{L})(?:${payments})(?!\p{L})`, 'iu');
const saysSale = new RegExp(String.raw`(?<!\p{L})(?:${sales})(?!\p{L})`, 'iu');

/**
 * Whether the page says of itself that it is paid for what its readers buy: "If you buy through our links,
 * we may earn a commission."
 */
export function isDisclosure(text: string): boolean {
  return saysPayment.test(text) && saysSale.test(text) && speaksForPage(text);
}
