import { wordList } from '../../text/wordSet.ts';

/** Peoples, faiths and movements that belong to no country; plurals in -s are implied. */
export const groups: string[] = (
  'English,Scottish,Scots,Welsh,European,Asian,African,Arab,Arabic,Korean,Kurdish,Kurd,Palestinian,Kosovan,Chechen,Tibetan,Uighur,Uyghur,Rohingya,Catalan,Nordic,Scandinavian,Slavic,Flemish,Bedouin,Pashtun,Aussie,African-American,Afro-Caribbean,Anglo-Saxon,' +
  'Basque,Soviet,Latin American,Hispanic,Latino,Muslim,Islamic,Islamist,Christian,Catholic,Roman Catholic,' +
  'Protestant,Anglican,Orthodox,Jewish,Jew,Sunni,Shia,Shiite,Hindu,Sikh,Buddhist,Mormon,Republican,Democrat,Democratic,Liberal Democrat,Conservative,Tory,' +
  'Communist,Socialist,Nazi,Zionist,Sami,Inuit,Aboriginal,Maori,Roma,Hutu,Tutsi,Yoruba,Igbo,Hausa,Zulu'
).split(',');

/** Those, with their plurals, that name nothing else, unlike Welsh, Orthodox and Roma. */
export const onlyPeoples = new Set(
  wordList`
    Kurd Palestinian Chechen Tibetan Uighur Uyghur Rohingya Sikh Muslim Hindu Buddhist Sunni Shia Shiite
    Pashtun Maori Inuit Hutu Tutsi Yoruba Igbo
  `.flatMap((name) => [name, `${name}s`]),
);
