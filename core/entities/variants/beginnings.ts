/** How folded names begin that people mean by the beginning of a name. */
import { commonestSpellings } from '../data/cyrillicGivenNames.ts';
import { fold, foldLetters } from '../fold.ts';

/** In letters: a shorter word begins too many spellings. */
const shortest = 2;

/** Of a word that ends so, the ending of -ский may not be whole. */
const halfEndingOfSky = /(?<=\p{L}{2})sk[iy]$/u;

/**
 * The folded name first, then its letters, where they may be those of a longer word (Valeri, Valerie), and
 * other spellings that its last word may begin: "Aleksand" is also `alexander`. None begins with another.
 */
export function beginningsOf(typed: string): string[] {
  const letters = foldLetters(typed);
  const words = letters.split(' ');
  const last = words.pop() ?? '';
  const before = words.map((word) => `${fold(word)} `).join('');
  const others =
    last.length < shortest
      ? []
      : [...commonestSpellings.keys()]
          .filter((spelling) => spelling.startsWith(last))
          .map((spelling) => commonestSpellings.get(spelling) ?? spelling);
  const ends = [fold(last), last, last.replace(halfEndingOfSky, 'sky'), ...others];
  // An archive has the letters of names that it stored before they were folded so.
  return [...new Set([...ends.map((word) => `${before}${word}`), letters])].filter(
    (one, i, all) => !all.some((each, j) => j !== i && one.startsWith(each)),
  );
}
