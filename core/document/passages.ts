/** The changed passages of a difference, each with some words around it, for people to read. */
import { countWords, type Piece, tokensOf } from './difference.ts';

/** A piece of a passage. `cut`: it is longer than shown, and ends in «…» or, before a change, begins with it. */
export interface ShownPiece extends Piece {
  cut?: true;
}

/** Words shown before and after a change. */
const context = 8;
/** Of one piece, in UTF-16 units. */
const longest = 1_000;

/** The first `most` passages, and how many there are. Changes with no more than 16 same words between them are one passage. */
export function passagesOf(
  pieces: readonly Piece[],
  most: number,
): { passages: ShownPiece[][]; total: number } {
  const passages: ShownPiece[][] = [];
  let total = 0;
  let open: ShownPiece[] | undefined;
  for (const [i, piece] of pieces.entries()) {
    if (piece.op !== 'same') {
      if (open === undefined) {
        total++;
        const before = pieces[i - 1];
        open = before === undefined ? [] : [lastOf(before)];
        if (total <= most) passages.push(open);
      }
      open.push(firstOf(piece, Number.POSITIVE_INFINITY));
    } else if (open !== undefined) {
      const between = i < pieces.length - 1 && countWords(tokensOf(piece.text)) <= 2 * context;
      open.push(firstOf(piece, between ? Number.POSITIVE_INFINITY : context));
      if (!between) open = undefined;
    }
  }
  return { passages, total };
}

function firstOf({ op, text }: Piece, words: number): ShownPiece {
  const shown = beginning(tokensOf(text), words);
  return shown.length === text.length ? { op, text } : { op, text: `${shown.trimEnd()}…`, cut: true };
}

function lastOf({ op, text }: Piece): ShownPiece {
  const backwards = beginning(tokensOf(text).reverse(), context);
  if (backwards.length === text.length) return { op, text };
  return { op, text: `…${text.slice(text.length - backwards.length).trimStart()}`, cut: true };
}

/** As many whole tokens as fit. A token that alone is too long is left out. */
function beginning(tokens: readonly string[], words: number): string {
  let shown = '';
  let count = 0;
  for (const each of tokens) {
    count += countWords([each]);
    if (count > words || shown.length + each.length > longest) break;
    shown += each;
  }
  return shown;
}
