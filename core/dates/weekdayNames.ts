/** The names of weekdays that stand before dates, in the languages of the larger press. */
import { anyOf } from '../text/anyOf.ts';

/** Monday to Sunday, as regex fragments in lower case. */
const names = [
  anyOf`
    monday, mon, montag, mo, lundi, lunes, lunedì, lun, segunda(?:-feira)?, maandag, måndag, mandag,
    maanantai(?:na)?, poniedziałek, pondělí, pondelok, hétfő, luni, pazartesi, понедельник, понеділок,
    δευτέρα, senin, thứ hai, الا?[إا]?ثنين, دوشنبه, सोमवार, 星期一, 周一, 月曜日?, 월요일
  `,
  anyOf`
    tuesday, tues?, dienstag, di, mardi, martes, martedì, mar, terça(?:-feira)?, dinsdag, tisdag, tirsdag,
    tiistai(?:na)?, wtorek, úterý, utorok, kedd, marți, salı, вторник, вівторок, τρίτη, selasa, thứ ba,
    الثلاثاء, سه‌?\s?شنبه, मंगलवार, 星期二, 周二, 火曜日?, 화요일
  `,
  anyOf`
    wednesday, wed, mittwoch, mi, mercredi, mer, miércoles, mié, mercoledì, quarta(?:-feira)?, woensdag,
    onsdag, keskiviikko(?:na)?, środa, středa, streda, szerda, miercuri, çarşamba, среда, середа, τετάρτη,
    rabu, thứ tư, ال[أا]ربعاء, چهارشنبه, बुधवार, 星期三, 周三, 水曜日?, 수요일
  `,
  anyOf`
    thursday, thurs?, thu, donnerstag, do, jeudi, jeu, jueves, jue, giovedì, gio, quinta(?:-feira)?,
    donderdag, torsdag, torstai(?:na)?, czwartek, čtvrtek, štvrtok, csütörtök, joi, perşembe, четверг,
    четвер, πέμπτη, kamis, thứ năm, الخميس, پنجشنبه, गुरुवार, 星期四, 周四, 木曜日?, 목요일
  `,
  anyOf`
    friday, fri, freitag, fr, vendredi, ven, viernes, vie, venerdì, sexta(?:-feira)?, vrijdag, fredag,
    perjantai(?:na)?, piątek, pátek, piatok, péntek, vineri, cuma, пятница, п[’']ятниця, παρασκευή,
    jum['’]?at, thứ sáu, الجمعة, جمعه, शुक्रवार, 星期五, 周五, 金曜日?, 금요일
  `,
  anyOf`
    saturday, sat, samstag, sonnabend, sa, samedi, sam, sábado, sáb, sabato, sab, zaterdag, lördag, lørdag,
    lauantai(?:na)?, sobota, szombat, sâmbătă, cumartesi, суббота, субота, σάββατο, sabtu, thứ bảy, السبت,
    شنبه, शनिवार, 星期六, 周六, 土曜日?, 토요일
  `,
  anyOf`
    sunday, sun, sonntag, so, dimanche, dim, domingo, dom, domenica, zondag, söndag, søndag,
    sunnuntai(?:na)?, niedziela, neděle, nedeľa, vasárnap, duminică, pazar, воскресенье, неділя, κυριακή,
    minggu, chủ nhật, ال[أا]حد, یکشنبه, रविवार, 星期日, 星期天, 周日, 日曜日?, 일요일
  `,
];

/** A regex fragment for a weekday; needs the flags `iu`. */
export const weekdayPattern = `(?:${names.join('|')})(?![\\p{L}\\p{M}])`;

const alone = new RegExp(String.raw`^(?!\p{Script=Latin}{2}\.?$)${weekdayPattern}\.?$`, 'iu');

/** Whether the text is a weekday and nothing else; two Latin letters are also other words and names. */
export function isWeekday(text: string): boolean {
  return alone.test(text);
}

/**
 * The patterns expect lower case, as those of dates. Two Latin letters alone are also other words, as "do"
 * and "di" are, so a sign must follow these.
 */
const before = names.map(
  (name) =>
    new RegExp(String.raw`(?<![\p{L}\p{M}])(?!\p{Script=Latin}{2}\s{0,3}$)(?:${name})\.?,?\s{0,3}$`, 'u'),
);

/**
 * The weekday that a lower-case text ends with, perhaps before a comma: 1 for Monday to 7 for Sunday;
 * `undefined` if there is none.
 */
export function weekdayAtEnd(text: string): number | undefined {
  const day = before.findIndex((pattern) => pattern.test(text)) + 1;
  return day === 0 ? undefined : day;
}
