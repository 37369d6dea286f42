/** Which language a text is in, by its function words. Small and honest: of two that are close it says so, of none it says `und`. */
import type { Content } from './record.ts';

type Language = Content['language'];

/** The commonest short words of each language; a word may be in several lists. */
const functionWords: Record<string, string> = {
  en: 'the of and to in a is that for it was on with as be by at from his her they are this have has not but said which will an were who',
  fi: 'ja on ei että se hän oli joka ovat myös mutta kun kuin jos sen niin mukaan ollut olisi hänen ole tai vain sitä nyt jo sekä vielä ennen jälkeen',
  sv: 'och att det som en på är av för med den till inte har de om ett han var jag hon från sig kan men eller efter också ska år sade',
  et: 'ja on ei et see oli ta kui mis aga ka oma või siis nii seda ning mida olid pole veel kes ole juba tema selle pärast',
  de: 'der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei',
  fr: 'le la les de des et du un une est que en pour dans qui par sur au pas plus avec il elle ce sont ne se aux cette ses été ont mais',
  es: 'el la los las de que y en un una por con para es se del al lo como más pero sus le su ha no fue este entre sobre también desde',
  it: 'il la di che e un una per in del della è con non si da sono le al dei nel anche più alla ha gli come delle lo ma questo',
  pt: 'o a os as de que e do da em um uma para com não por se na no dos das mais ao foi como mas são pela pelo também ele ela',
  nl: 'de het een van en in is dat op te voor met zijn niet aan er om ook als door naar bij maar wordt werd uit nog hij heeft',
  da: 'og i at det er en til på som for med af den de ikke har et han var jeg hun fra sig kan men eller efter også skal år sagde blev',
  no: 'og i det er en til på som for med av den de ikke har et han var jeg hun fra seg kan men eller etter også skal år sa ble',
  hu: 'a az és hogy nem is egy meg volt csak már ez de mint el ki van még azt szerint után pedig lesz volna vagy aki ami majd',
  pl: 'i w na z się nie do że to o jest jak po co za od ale tym był przez ma już oraz dla są czy także które który została',
  tr: 've bir bu da de için ile olarak olan çok daha en gibi ne var o sonra kadar ancak ise değil dedi göre olduğunu etti',
  cs: 'a se v na je že to s z o do i jako za by ale po který pro k od jsou byl tak podle až které už také ve',
};

const lists = Object.entries(functionWords).map(([tag, words]) => [tag, new Set(words.split(' '))] as const);

/** How much of the text is looked at: more changes nothing. */
const sampleLength = 5000;
const fewestWords = 8;

/** The tag, with a confidence that falls with short texts and with close seconds; `und` where too few words are known. */
export function detectLanguage(text: string): Language {
  const words =
    text
      .slice(0, sampleLength)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const ranked = lists
    .map(([tag, known]) => ({ tag, hits: words.reduce((hits, word) => hits + (known.has(word) ? 1 : 0), 0) }))
    .sort((a, b) => b.hits - a.hits);
  const [best, second] = ranked;
  if (best === undefined || second === undefined || words.length < fewestWords) return undetermined();
  const share = best.hits / words.length;
  if (share < 0.12 || best.hits < 3 || best.hits === second.hits) return undetermined();
  const lead = (best.hits - second.hits) / best.hits;
  const enough = 1 - Math.exp(-best.hits / 8);
  return { tag: best.tag, source: 'detected', confidence: Math.round(100 * Math.min(0.99, enough * Math.min(1, 0.5 + lead))) / 100 };
}

export function undetermined(): Language {
  return { tag: 'und', source: 'none', confidence: 0 };
}

/** A declared language tag in its normal form (BCP 47, `en_GB` too), or `undefined`. */
export function languageTag(declared: string | undefined): string | undefined {
  const tag = declared?.trim().replaceAll('_', '-') ?? '';
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(tag)) return undefined;
  try {
    const [canonical] = Intl.getCanonicalLocales(tag);
    return canonical === 'und' ? undefined : canonical;
  } catch {
    return undefined;
  }
}
