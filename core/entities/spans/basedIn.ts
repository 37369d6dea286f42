/** "Santa Monica-based Activision": what stands before "-based" is where, whatever the tagger took it for. */
import type { TaggedName } from '../tagger/tagger.ts';
import type { Token } from '../token.ts';

/** The confidence of a place that the hyphen shows. */
const shownConfidence = 0.7;

/** Makes places of persons and organisations before "-based", with a last word that the tagger left out. */
export function basedPlaces(text: string, names: readonly TaggedName[]): TaggedName[] {
  return names.map((name, i) => {
    const { passage, to, type } = name;
    if (type !== 'person' && type !== 'organization') return name;
    const next = names[i + 1];
    const isFree = next?.passage !== passage || next.from > to;
    const ends = [passage.tokens[to - 1], isFree ? passage.tokens[to] : undefined];
    const at = ends.findIndex((token, n) => token !== undefined && endsBase(text, token, n));
    return at < 0 ? name : { ...name, to: to + at, type: 'place', confidence: shownConfidence };
  });
}

/** "Velmar-based". */
export const isBase = (text: string, { passage, to }: TaggedName): boolean =>
  endsBase(text, passage.tokens[to - 1] as Token, 0);

function endsBase(text: string, { end, capital, adjacent }: Token, further: number): boolean {
  return capital && (further === 0 || adjacent) && /^[-‐‑]based(?!\p{L})/u.test(text.slice(end, end + 7));
}
