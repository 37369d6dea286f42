import { normalizeUnicode } from '../text/normalizeUnicode.ts';

/**
 * Month names in the form that dates use (the genitive where a language has one), without diacritics:
 * January to December of each language. A longer tag has other names or spellings of a language.
 */
const monthNames: readonly [tag: string, names: string][] = [
  ['en', 'january february march april may june july august september october november december'],
  ['de', 'januar februar marz april mai juni juli august september oktober november dezember'],
  ['de-AT', 'janner feber mrz april mai juni juli august september oktober november dezember'],
  ['fr', 'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre'],
  ['es', 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'],
  ['it', 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre'],
  ['pt', 'janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro'],
  ['ca', 'gener febrer marc abril maig juny juliol agost setembre octubre novembre desembre'],
  ['ro', 'ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie'],
  ['nl', 'januari februari maart april mei juni juli augustus september oktober november december'],
  ['sv', 'januari februari mars april maj juni juli augusti september oktober november december'],
  ['da', 'januar februar marts april maj juni juli august september oktober november december'],
  ['no', 'januar februar mars april mai juni juli august september oktober november desember'],
  [
    'fi',
    'tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesakuuta heinakuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta',
  ],
  ['et', 'jaanuar veebruar marts aprill mai juuni juuli august september oktoober november detsember'],
  [
    'lv',
    'janvaris februaris marts aprilis maijs junijs julijs augusts septembris oktobris novembris decembris',
  ],
  ['lt', 'sausio vasario kovo balandzio geguzes birzelio liepos rugpjucio rugsejo spalio lapkricio gruodzio'],
  [
    'pl',
    'stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia',
  ],
  ['cs', 'ledna unora brezna dubna kvetna cervna cervence srpna zari rijna listopadu prosince'],
  ['sk', 'januara februara marca aprila maja juna jula augusta septembra oktobra novembra decembra'],
  ['sl', 'januar februar marec april maj junij julij avgust september oktober november december'],
  ['hr', 'sijecnja veljace ozujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca'],
  ['sr', 'januar februar mart april maj jun jul avgust septembar oktobar novembar decembar'],
  ['hu', 'januar februar marcius aprilis majus junius julius augusztus szeptember oktober november december'],
  ['sq', 'janar shkurt mars prill maj qershor korrik gusht shtator tetor nentor dhjetor'],
  ['tr', 'ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik'],
  ['id', 'januari februari maret april mei juni juli agustus september oktober november desember'],
  [
    'el',
    'ιανουαριου φεβρουαριου μαρτιου απριλιου μαιου ιουνιου ιουλιου αυγουστου σεπτεμβριου οκτωβριου νοεμβριου δεκεμβριου',
  ],
  ['ru', 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'],
  ['uk', 'січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня'],
  ['bg', 'януари февруари март април маи юни юли август септември октомври ноември декември'],
  ['ar', 'يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر'],
  ['he', 'ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר'],
  ['be', 'студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня'],
  ['mk', 'јануари февруари март април мај јуни јули август септември октомври ноември декември'],
  ['sr-Cyrl', 'јануар фебруар март април мај јун јул август септембар октобар новембар децембар'],
  ['az', 'yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr'],
  [
    'ka',
    'იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი',
  ],
  [
    'hy',
    'հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի',
  ],
  ['tl', 'enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre'],
  ['fa', 'ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر'],
  ['ur', 'جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر'],
  ['bn', 'জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর'],
  ['th', 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม'],
  ['hi', 'जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर'],
  ['hi-2', 'जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितम्बर अक्तूबर नवम्बर दिसम्बर'],
];
const tables = new Map(monthNames.map(([language, line]) => [language, line.split(' ').map(stripped)]));

function stripped(word: string): string {
  return normalizeUnicode(word.toLowerCase(), 'NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('ı', 'i')
    .replaceAll('ł', 'l');
}

/** "marraskuuta" is "marras" in short, and "elokuuta" "elo"; "mar" is a month of other languages. */
const isShortened = (table: readonly string[], name: string, word: string): boolean =>
  table === tables.get('fi') && word.length < 5 ? name === `${word}kuuta` : name.startsWith(word);

function within(table: readonly string[], word: string): number | undefined {
  const full = table.findIndex((name) => name === word || (name.length >= 5 && word.startsWith(name)));
  if (full >= 0) return full + 1;
  if (word.length < 3) return undefined;
  const begun = table.flatMap((name, i) => (isShortened(table, name, word) ? [i + 1] : []));
  return begun.length === 1 ? begun[0] : undefined;
}

/**
 * The month (1 to 12) that a word names, in the given language or, failing that, in all languages if they
 * agree. The first three letters of a name are enough, in Finnish all before "kuuta".
 * @param language a language tag
 */
export function monthOf(word: string, language?: string): number | undefined {
  const plain = stripped(word.replace(/\.$/, ''));
  const own = tables.get(
    language
      ?.slice(0, 2)
      .toLowerCase()
      .replace(/^n[bn]$/, 'no') ?? '',
  );
  const known = own === undefined ? undefined : within(own, plain);
  if (known !== undefined) return known;
  const found = new Set([...tables.values()].flatMap((table) => within(table, plain) ?? []));
  return found.size === 1 ? [...found][0] : undefined;
}
