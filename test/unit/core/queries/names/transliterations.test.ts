/** How well the spellings of names in other languages and letters lead to the names that an archive has. */
import { expect, it } from 'vitest';
import { entityId } from '../../../../../core/entities/slug.ts';
import { Newsroom } from '../../../api/newsroom.ts';

const spellings = {
  'Vladimir Putin': 'poutine, Путин, vladimir poutine, wladimir putin, Владимир Путин',
  'Boris Yeltsin': 'eltsine, jelzin, eltsin, ieltsin, Ельцин, boris eltsine, boris jelzin',
  'Mikhail Gorbachev': 'gorbatchev, gorbatschow, gorbachov, gorbaciov, Горбачёв',
  'Nikita Khrushchev': 'khrouchtchev, chruschtschow, chruscev, Хрущёв',
  'Leonid Brezhnev': 'brejnev, breschnew, Брежнев',
  'Dmitry Medvedev': 'medwedew, medvediev, Медведев',
  'Mikhail Khodorkovsky': 'khodorkovski, chodorkowski, chodorkovsky, Ходорковский',
  'Alexei Navalny': 'nawalny, navalnyi, navalniy',
  'Sergei Lavrov': 'lawrow, Лавров',
  'Sergei Shoigu': 'choigou, schoigu',
  'Vladimir Zhirinovsky': 'jirinovski, schirinowski, zhirinovskiy',
  'Fyodor Dostoevsky': 'dostoievski, dostojewski, dostoyevsky',
  'Viktor Yushchenko': 'iouchtchenko, juschtschenko, iuscenko, Ющенко',
  'Viktor Yanukovych': 'ianoukovitch, janukowitsch, yanukovich, Янукович',
  'Yulia Tymoshenko': 'timochenko, timoschenko, timoshenko',
  'Volodymyr Zelensky': 'zelenskyy, selenskyj, zelenski, Зеленский',
  'Alexander Lukashenko': 'loukachenko, lukaschenko, Лукашенко',
  'Mikheil Saakashvili': 'saakachvili, saakaschwili',
  'Eduard Shevardnadze': 'chevardnadze, schewardnadse',
  'Leonid Kuchma': 'koutchma, kutschma',
  'Maria Sharapova': 'charapova, scharapowa, Шарапова, maria charapova, maria scharapowa, Мария Шарапова',
  'Anna Kournikova': 'kurnikova, kurnikowa',
  'Roman Abramovich': 'abramovitch, abramowitsch, Абрамович',
  'Andriy Shevchenko': 'chevtchenko, schewtschenko, szewczenko',
  'Alexander Solzhenitsyn': 'soljenitsyne, solschenizyn, solzenicyn',
  'Leo Tolstoy': 'tolstoi, tolstoj',
  'Alexander Litvinenko': 'litwinenko',
  'Mikhail Kasyanov': 'kassianov, kasjanow',
  'Muammar Gaddafi':
    'kadhafi, qaddafi, gadhafi, kaddafi, qadhafi, gheddafi, khadafi, qadafi, mouammar kadhafi, moammar gadhafi, muammar al gaddafi, muammar qaddafi',
  'Hosni Mubarak': 'moubarak, hosni moubarak, husni mubarak',
  'Saddam Hussein': 'saddam husayn, saddam hussain, saddam husein',
  'Osama bin Laden': 'oussama ben laden, usama bin laden',
  'Ayman Zawahiri': 'zaouahiri, sawahiri',
  'Musab Zarqawi': 'zarkaoui, sarkawi, zarkawi',
  'Iyad Allawi': 'allaoui, alawi, iyad allaoui, ijad allawi, ayad allawi',
  'Muqtada al Sadr': 'moqtada al sadr, moktada al sadr',
  'Bashar al Assad': 'bachar al assad, baschar al assad, bashar assad',
  'Yasser Arafat': 'yassir arafat, jassir arafat, yasir arafat',
  'Mahmoud Abbas': 'mahmud abbas',
  'Rafik Hariri': 'al hariri, rafic hariri, rafiq hariri',
  'Farooq Abdullah': 'abdallah, abdulla',
  'Ahmed Qureia': 'ahmad qurei, ahmed korei',
  'Amr Khaled': 'khalid',
  'Bassem Youssef': 'yusuf, yousef, jussuf',
  'Amina Mohammed': 'muhammad, mohamed, mohammad, mouhammad',
  'Mohammad Khatami': 'chatami',
  'Ali Khamenei': 'chamenei, khamenai',
  'Mahmoud Ahmadinejad': 'ahmadinedschad, ahmedinejad',
  'Hamid Karzai': 'karsai, hamid karsai',
  'Pervez Musharraf': 'moucharraf, muscharraf',
  'Nicolas Sarkozy': 'sarkozi',
  'Recep Erdogan': 'erdoghan',
  'Slobodan Milosevic': 'milosevich, miloschewitsch, milochevitch',
  'Gerhard Schroeder': 'schroder',
  'Nicolae Ceausescu': 'ceaucescu',
  'Jürgen Kästner': 'kaestner, juergen kaestner',
  'Emil Boettcher': 'böttcher, emil böttcher',
  'Max Mueller': 'müller',
  'Zoë Åkerblom': 'aakerblom, zoe aakerblom',
};

it('finds most, and most of them first', async () => {
  const room = new Newsroom();
  const people = Object.keys(spellings);
  for (const [i, name] of people.entries())
    await room.add({ key: `${i}`, title: 'x', published: '2021-05-03', names: { person: [name] } });
  await room.tallyEntities();
  const missed: string[] = [];
  let [asked, first] = [0, 0];
  for (const [name, its] of Object.entries(spellings))
    for (const typed of its.split(', ')) {
      const id = entityId('person', name) ?? '';
      const { items, didYouMean = [] } = await room.json(`/v1/entities?q=${encodeURIComponent(typed)}`);
      const ids = [...items, ...didYouMean].map((found: { id: string }) => found.id);
      asked++;
      if (ids[0] === id) first++;
      if (!ids.includes(id)) missed.push(`${typed} for ${name}`);
    }
  // Of 167. Before French and Arabic spellings and Cyrillic letters were sought, 97 were found.
  expect(asked - missed.length, missed.join(', ')).toBeGreaterThanOrEqual(156);
  expect(first).toBeGreaterThanOrEqual(156);
});
