/** Sample news in many languages, with the character sets that newspapers used before UTF-8. */
import { sameNews } from '../text/sameNews.ts';

/** A paragraph of news in each language, with its character sets. */
export const paragraphs: readonly [language: string, charsets: readonly string[], text: string][] = [
  ['ru', ['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866'], sameNews.ru],
  ['uk', ['windows-1251', 'koi8-u'], sameNews.uk],
  ['el', ['windows-1253', 'iso-8859-7'], sameNews.el],
  ['pl', ['windows-1250', 'iso-8859-2'], sameNews.pl],
  ['cs', ['windows-1250', 'iso-8859-2'], sameNews.cs],
  ['hu', ['windows-1250'], sameNews.hu],
  [
    'tr',
    ['windows-1254'],
    'Liman, şiddetli rüzgâr nedeniyle pazartesi sabahından beri kapalı, dedi liman başkanı. Üç vapur havanın düzelmesini bekliyor. Yolcular okula yerleştirildi, kendilerine çay ve battaniye dağıtıldı.',
  ],
  ['he', ['windows-1255'], sameNews.he],
  ['ar', ['windows-1256', 'iso-8859-6'], sameNews.ar],
  ['ja', ['shift_jis', 'euc-jp'], sameNews.ja],
  ['zh', ['gb18030'], sameNews.zh],
  ['zh-Hant', ['big5'], sameNews['zh-Hant']],
  ['ko', ['euc-kr'], sameNews.ko],
  ['fr', ['windows-1252', 'macintosh'], sameNews.fr],
  ['sv', ['windows-1252', 'macintosh'], sameNews.sv],
  ['bg', ['windows-1251', 'ibm866'], sameNews.bg],
  [
    'de',
    ['windows-1252', 'macintosh'],
    'Der Hafen ist seit Montagmorgen wegen des starken Windes geschlossen, sagte der Hafenmeister. Drei Fähren warten auf besseres Wetter. Die Fahrgäste übernachten in der Schule, wo es heißen Tee und Decken gab – „mehr können wir nicht tun“, sagte er.',
  ],
  [
    'es',
    ['windows-1252', 'macintosh'],
    'El puerto está cerrado desde el lunes por la mañana a causa del viento, según dijo el capitán. ¿Cuándo abrirá? «Mañana, quizá», respondió. Los pasajeros pasaron la noche en la escuela, donde les dieron té y mantas.',
  ],
  [
    'pt',
    ['windows-1252', 'macintosh'],
    'O porto está fechado desde a manhã de segunda-feira devido ao vento, disse o capitão. Três barcos esperam que o tempo melhore. Os passageiros não sabem quando poderão partir; a situação não é fácil.',
  ],
  [
    'en',
    ['windows-1252', 'macintosh'],
    'The harbour has been closed since Monday because of the wind, the harbour master said. “It’s the worst storm in years,” he added – and it isn’t over. Passengers slept in the school, where they were given tea and blankets.',
  ],
  [
    'lt',
    ['windows-1257'],
    'Uostas dėl stipraus vėjo uždarytas nuo pirmadienio ryto, sakė uosto kapitonas. Trys keltai laukia, kol oras pagerės. Keleiviai miega sporto salėje, o miestas jiems veža šiltą sriubą ir antklodes. „Tokio žiemos vėjo nemačiau dešimt metų“, – pridūrė jis, žiūrėdamas į bangas.',
  ],
  [
    'lv',
    ['windows-1257'],
    'Osta stiprā vēja dēļ ir slēgta kopš pirmdienas rīta, sacīja ostas kapteinis. Trīs prāmji gaida, līdz laiks uzlabosies. Pasažieri guļ sporta zālē, un pilsēta viņiem ved siltu zupu un segas. „Tādu vēju neesmu redzējis desmit gadus,“ viņš piebilda, šķirstīdams žurnālu.',
  ],
  [
    'et',
    ['windows-1257'],
    'Sadam on tugeva tuule tõttu esmaspäeva hommikust suletud, ütles sadamakapten. Šotimaalt tulnud kolm praami ootavad ilma paranemist. Reisijad magavad võimlas ja linn toob neile sooja suppi. „Sellist tuult pole ma kümme aastat näinud,“ lisas ta ja pani žileti selga.',
  ],
  [
    'th',
    ['windows-874'],
    'ท่าเรือปิดตั้งแต่เช้าวันจันทร์เนื่องจากลมแรง นายท่าเรือกล่าวว่าเรือข้ามฟากสามลำกำลังรอให้อากาศดีขึ้น ผู้โดยสารพักอยู่ที่โรงเรียนซึ่งมีการแจกชาและผ้าห่ม กรมอุตุนิยมวิทยาคาดว่าพายุจะสงบลงในวันพุธ',
  ],
];

const lettersKnown = new Map<string, Map<string, number[]>>();

/** The bytes of each character of an encoding with one or two bytes, found with its decoder. */
function lettersOf(charset: string): Map<string, number[]> {
  const known = lettersKnown.get(charset);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(charset);
  const letters = new Map<string, number[]>();
  lettersKnown.set(charset, letters);
  const add = (...bytes: number[]) => {
    const letter = decoder.decode(Uint8Array.from(bytes));
    if ([...letter].length === 1 && letter !== '\ufffd' && !letters.has(letter)) letters.set(letter, bytes);
  };
  for (let lead = 0; lead < 256; lead++) add(lead);
  if (/^(?:shift|euc|big|gb)/.test(charset))
    for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) add(lead, trail);
  return letters;
}

export function encode(text: string, charset: string): Uint8Array {
  const letters = lettersOf(charset);
  return Uint8Array.from([...text].flatMap((letter) => letters.get(letter) ?? []));
}
