/** Sample news in many languages, with the character sets that newspapers used before UTF-8. */

/** A paragraph of news in each language, with its character sets. */
export const paragraphs: readonly [language: string, charsets: readonly string[], text: string][] = [
  [
    'ru',
    ['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866'],
    'Порт закрыт с утра понедельника из-за сильного ветра, сообщил начальник гавани Андрей Соколов. Три парома стоят на рейде и ждут погоды. Пассажиров разместили в школе, где им раздали чай и одеяла. По словам метеорологов, шторм стихнет не раньше среды, но к выходным обещают солнце.',
  ],
  [
    'uk',
    ['windows-1251', 'koi8-u'],
    'Порт зачинено з понеділка через сильний вітер, повідомив начальник гавані. Три пороми стоять на рейді й чекають на погоду. Пасажирів розмістили у школі, де їм роздали чай і ковдри.',
  ],
  [
    'el',
    ['windows-1253', 'iso-8859-7'],
    'Το λιμάνι παραμένει κλειστό από τη Δευτέρα το πρωί λόγω των ισχυρών ανέμων, ανακοίνωσε ο λιμενάρχης. Τρία πλοία περιμένουν να καλυτερεύσει ο καιρός. Οι επιβάτες φιλοξενούνται στο σχολείο, όπου τους μοίρασαν τσάι και κουβέρτες.',
  ],
  [
    'pl',
    ['windows-1250', 'iso-8859-2'],
    'Port jest zamknięty od poniedziałku rano z powodu silnego wiatru, powiedział kapitan portu. Trzy promy czekają na poprawę pogody. Pasażerów umieszczono w szkole, gdzie rozdano im herbatę i koce. Według meteorologów sztorm ucichnie nie wcześniej niż w środę.',
  ],
  [
    'cs',
    ['windows-1250', 'iso-8859-2'],
    'Přístav je od pondělního rána uzavřen kvůli silnému větru, řekl velitel přístavu. Tři trajekty čekají na lepší počasí. Cestující byli ubytováni ve škole, kde dostali čaj a přikrývky. Podle meteorologů bouře ustane nejdříve ve středu.',
  ],
  [
    'hu',
    ['windows-1250'],
    'A kikötő hétfő reggel óta zárva van az erős szél miatt, közölte a kikötőparancsnok. Három komp várja, hogy jobbra forduljon az idő. Az utasokat az iskolában szállásolták el, ahol teát és takarót kaptak.',
  ],
  [
    'tr',
    ['windows-1254'],
    'Liman, şiddetli rüzgâr nedeniyle pazartesi sabahından beri kapalı, dedi liman başkanı. Üç vapur havanın düzelmesini bekliyor. Yolcular okula yerleştirildi, kendilerine çay ve battaniye dağıtıldı.',
  ],
  [
    'he',
    ['windows-1255'],
    'הנמל סגור מאז יום שני בבוקר בגלל הרוחות החזקות, הודיע מנהל הנמל. שלוש מעבורות ממתינות לשיפור במזג האוויר. הנוסעים שוכנו בבית הספר, שם חולקו להם תה ושמיכות.',
  ],
  [
    'ar',
    ['windows-1256', 'iso-8859-6'],
    'الميناء مغلق منذ صباح يوم الاثنين بسبب الرياح القوية، كما أعلن مدير الميناء. وتنتظر ثلاث عبارات تحسن الطقس. وتم إيواء الركاب في المدرسة حيث وزع عليهم الشاي والبطانيات.',
  ],
  [
    'ja',
    ['shift_jis', 'euc-jp'],
    '港は強風のため月曜日の朝から閉鎖されていると、港長の田中健一氏が発表した。三隻のフェリーが天候の回復を待っている。乗客は学校に収容され、お茶と毛布が配られた。気象台によると、嵐は水曜日までおさまらない見込みだ。',
  ],
  [
    'zh',
    ['gb18030'],
    '港务局长王建国表示,由于强风,港口自星期一早晨起关闭。三艘渡轮正在等待天气好转。乘客被安置在学校,并分到了茶水和毛毯。气象台说,风暴最早要到星期三才会平息。',
  ],
  [
    'zh-Hant',
    ['big5'],
    '港務局長王建國表示,由於強風,港口自星期一早晨起關閉。三艘渡輪正在等待天氣好轉。乘客被安置在學校,並分到了茶水和毛毯。氣象台說,風暴最早要到星期三才會平息。',
  ],
  [
    'ko',
    ['euc-kr'],
    '항만청장 김영수 씨는 강풍 때문에 월요일 아침부터 항구가 폐쇄되었다고 밝혔다. 여객선 세 척이 날씨가 좋아지기를 기다리고 있다. 승객들은 학교에 수용되어 차와 담요를 받았다.',
  ],
  [
    'fr',
    ['windows-1252', 'macintosh'],
    'Le port est fermé depuis lundi matin à cause du vent, a déclaré le capitaine. Trois bateaux attendent que la tempête cesse. Les passagers ont été logés à l’école, où l’on a distribué du thé et des couvertures.',
  ],
  [
    'sv',
    ['windows-1252', 'macintosh'],
    'Hamnen är stängd sedan måndag morgon på grund av den hårda vinden, säger hamnkaptenen. Tre färjor väntar på bättre väder. Passagerarna fick övernatta i skolan, där de bjöds på te och filtar.',
  ],
  [
    'bg',
    ['windows-1251', 'ibm866'],
    'Пристанището е затворено от понеделник сутринта заради силния вятър, съобщи началникът му. Три ферибота чакат времето да се оправи. Пътниците са настанени в училището, където получиха чай и одеяла.',
  ],
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
