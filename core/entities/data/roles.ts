/** The field that a title or an office implies. Words that fit several fields are left out. */
const table = {
  politics:
    'president premier prime foreign finance interior minister ministers chancellor senator congressman congresswoman governor mayor councillor ambassador envoy lawmaker treasurer presidential',
  royalty: 'king queen prince princess emperor',
  church: 'pope archbishop bishop cardinal imam rabbi pastor reverend rev sheikh ayatollah',
  forces: 'colonel major lieutenant sergeant admiral marshal captain',
  law: 'judge justice prosecutor lawyer attorney',
  police: 'inspector superintendent constable detective',
  sport: 'coach trainer striker defender midfielder goalkeeper winger forward skipper champion teammate',
  arts: 'singer actor actress presenter writer author composer painter',
  science: 'professor prof researcher scientist economist analyst',
  business: 'chairman chairwoman executive founder entrepreneur',
} as const;

export type Role = keyof typeof table;
export const roles = Object.keys(table) as [Role, ...Role[]];

const byWord = new Map(
  Object.entries(table).flatMap(([role, words]) =>
    words.split(' ').map((word) => [word, role as Role] as const),
  ),
);

/** The field that titles such as `prime minister` imply; `undefined` if none does. */
export function roleOf(titles: string): Role | undefined {
  return titles
    .split(' ')
    .map((word) => byWord.get(word))
    .find((role) => role !== undefined);
}
