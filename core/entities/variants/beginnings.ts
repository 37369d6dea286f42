/** How folded names begin that people mean by the beginning of a name. */
import { commonestSpellings } from '../data/cyrillicGivenNames.ts';
import { fold, foldLetters } from '../fold.ts';

/** Of so few letters, too many names are the beginning. */
const shortest = 2;

/** Of a word that ends so, the ending of -ский may not be whole. */
const halfEndingOfSky = /(?<=\p{L}{2})sk[iy]$/u;

/**
 * The folded name first, then its letters, where they may be those of a longer word (Valeri, Valerie), and
 * other spellings that its last word may begin: "Ekat" is also `yekaterina`. None begins with another.
 */
export function beginningsOf(typed: string): string[] {
  const words = foldLetters(typed).split(' ');
  const last = words.pop() ?? '';
  const before = words.map((word) => `${fold(word)} `).join('');
  const others =
    last.length < shortest
      ? []
      : [...commonestSpellings.keys()]
          .filter((spelling) => spelling.startsWith(last))
          .map((spelling) => commonestSpellings.get(spelling) ?? spelling);
  const beginnings = [fold(last), last, last.replace(halfEndingOfSky, 'sky'), ...others];
  return [...new Set(beginnings)]
    .filter((one, i, all) => !all.some((each, j) => j !== i && one.startsWith(each)))
    .map((word) => `${before}${word}`);
}
