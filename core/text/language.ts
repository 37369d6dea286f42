/**
 * Detects the language of a text: by its script (languageByScript.ts), or by function words for languages
 * in Latin letters. Close candidates lower the confidence; too little evidence gives `und`.
 */
import type { Content } from '../document/record.ts';
import { languageByScript, sampleLength } from './languageByScript.ts';

type Language = Content['language'];

/** The most frequent function words of each language; lists may overlap. */
const functionWords: readonly [tag: string, words: string][] = [
  [
    'en',
    'the of and to in a is that for it was on with as be by at from his her they are this have has not but said which will an were who',
  ],
  [
    'fi',
    'ja on ei että se hän oli joka ovat myös mutta kun kuin jos sen niin mukaan ollut olisi hänen ole tai vain sitä nyt jo sekä vielä ennen jälkeen',
  ],
  [
    'sv',
    'och att det som en på är av för med den till inte har de om ett han var jag hon från sig kan men eller efter också ska år sade',
  ],
  [
    'et',
    'ja on ei et see oli ta kui mis aga ka oma või siis nii seda ning mida olid pole veel kes ole juba tema selle pärast',
  ],
  [
    'de',
    'der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei am zum zur um über vor sagte seit wurde wie noch',
  ],
  [
    'fr',
    'le la les de des et du un une est que en pour dans qui par sur au pas plus avec il elle ce sont ne se aux cette ses été ont mais',
  ],
  [
    'es',
    'el la los las de que y en un una por con para es se del al lo como más pero sus le su ha no fue este entre sobre también desde dijo según hasta',
  ],
  [
    'it',
    'il la di che e un una per in del della è con non si da sono le al dei nel anche più alla ha gli come delle lo ma questo',
  ],
  [
    'pt',
    'o a os as de que e do da em um uma para com não por se na no dos das mais ao foi como mas são pela pelo também ele ela',
  ],
  [
    'nl',
    'de het een van en in is dat op te voor met zijn niet aan er om ook als door naar bij maar wordt werd uit nog hij heeft',
  ],
  [
    'da',
    'og i at det er en til på som for med af den de ikke har et han var jeg hun fra sig kan men eller efter også skal år sagde blev',
  ],
  [
    'no',
    'og i det er en til på som for med av den de ikke har et han var jeg hun fra seg kan men eller etter også skal år sa ble',
  ],
  [
    'hu',
    'a az és hogy nem is egy meg volt csak már ez de mint el ki van még azt szerint után pedig lesz volna vagy aki ami majd',
  ],
  [
    'pl',
    'i w na z się nie do że to o jest jak po co za od ale tym był przez ma już oraz dla są czy także które który została',
  ],
  [
    'tr',
    've bir bu da de için ile olarak olan çok daha en gibi ne var o sonra kadar ancak ise değil dedi göre olduğunu etti',
  ],
  [
    'sk',
    'a sa v na je že to s z do aj ako za by ale po ktorý pre k od sú bol tak podľa keď alebo už tiež vo zo boli bude len',
  ],
  [
    'hr',
    'i u je da se na su za od s a o koji što iz će kao bio nije ali po do više samo koja kako još bi sam ili prema nakon',
  ],
  [
    'sl',
    'in v je na da se so za pa z ki ne bo bi po s tudi od kot ali do še ni pri o iz kar lahko le je bil sta več',
  ],
  [
    'ro',
    'de și în a la cu pe nu o din că care este un au mai fost pentru să se ce sunt după dar al ai lui sau prin fi ar',
  ],
  [
    'lt',
    'ir į kad iš su yra bet tai apie kaip buvo į nuo po prie dėl per jų jis ar dar jau tik ne už savo kur jie bus',
  ],
  [
    'lv',
    'un ir ka no ar par uz kas bet vai pēc tika arī tas to kā bija nav viņš lai tikai vēl jau pie līdz savu ne šo',
  ],
  [
    'vi',
    'và của là có được cho trong không các với đã một người này những khi đến để từ ở về tại ra cũng bị sẽ nhiều vì',
  ],
  [
    'id',
    'yang dan di dari untuk dengan pada ini itu ke tidak akan dalam oleh adalah telah juga sebagai karena bisa ada mereka lebih',
  ],
  [
    'ca',
    'el la els les de que i en un una per amb no és del al es va han més com aquest però seva són ha pel dels als',
  ],
  [
    'cs',
    'a se v na je že to s z o do i jako za by ale po který pro k od jsou byl tak podle až které už také ve',
  ],
];

const tags = functionWords.map(([tag]) => tag);
/** Each function word with the indices (into `tags`) of its languages. */
const languagesOf = new Map<string, number[]>();
for (const [number, [, words]] of functionWords.entries()) {
  for (const word of new Set(words.split(' ')))
    languagesOf.set(word, [...(languagesOf.get(word) ?? []), number]);
}

const minWords = 8;

/**
 * The language tag; its confidence falls for short texts and close runners-up. `und` if too few words are
 * known.
 */
export function detectLanguage(text: string): Language {
  return languageByScript(text) ?? languageByWords(text);
}

/** Different words with the letters of one and none with those of the other: a single one may be foreign. */
const leastWords = 2;

/**
 * Swedish has the words of Danish and Norwegian with other letters.
 * @param words as written: those with capitals may be names of another country
 */
function impossibleIn(words: readonly string[]): readonly string[] {
  const [eastern, western] = [/^\p{Ll}*[äö]/u, /^\p{Ll}*[æø]/u].map(
    (letters) => new Set(words.filter((word) => letters.test(word))),
  );
  if (western?.size === 0 && (eastern?.size ?? 0) >= leastWords) return ['da', 'no'];
  return eastern?.size === 0 && (western?.size ?? 0) >= leastWords ? ['sv'] : [];
}

function languageByWords(text: string): Language {
  const word = /\p{L}[\p{L}\p{M}]*/gu; // a small İ is an i and a dot of its own
  const sample = text.slice(0, sampleLength);
  const words = sample.toLowerCase().match(word) ?? [];
  const counts = new Array<number>(tags.length).fill(0);
  for (const word of words)
    for (const number of languagesOf.get(word) ?? []) counts[number] = (counts[number] ?? 0) + 1;
  const impossible = impossibleIn(sample.match(word) ?? []);
  const ranked = tags
    .map((tag, number) => ({ tag, hits: impossible.includes(tag) ? 0 : (counts[number] ?? 0) }))
    .sort((a, b) => b.hits - a.hits);
  const [best, second] = ranked;
  if (best === undefined || second === undefined || words.length < minWords) return undetermined();
  const share = best.hits / words.length;
  if (share < 0.12 || best.hits < 3 || best.hits === second.hits) return undetermined();
  const lead = (best.hits - second.hits) / best.hits;
  const enough = 1 - Math.exp(-best.hits / 8);
  return {
    tag: best.tag,
    source: 'detected',
    confidence: Math.round(100 * Math.min(0.99, enough * Math.min(1, 0.5 + lead))) / 100,
  };
}

/** The language of a text that tells none (`und` in BCP 47). */
export function undetermined(): Language {
  return { tag: 'und', source: 'none', confidence: 0 };
}

/**
 * The language that a document says it has; `undefined` if it says no language tag.
 * @param confidence 0 to 1
 */
export function declaredLanguage(declared: string | undefined, confidence = 0.9): Language | undefined {
  const tag = languageTag(declared);
  return tag === undefined ? undefined : { tag, source: 'document', confidence };
}

/** Written like a language tag, or like the beginning of one: questions may have less than a whole one. */
export const languageLetters = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/;

/**
 * The canonical form (BCP 47) of a declared language tag; accepts `en_GB` as well. `undefined` if it is not
 * a tag.
 */
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
