/** Cuts a difference to its changed passages with a few words around each, for people to read. */
import { countWords, type DifferencePiece, differenceTokens } from './difference.ts';

/**
 * A piece of a passage. `cut`: the text is shortened and ends with "…", or begins with it if it comes
 * before a change.
 */
export interface PassagePiece extends DifferencePiece {
  cut?: true;
}

/** Words shown before and after a change. */
const contextWords = 8;
/** Maximum length of one piece, in UTF-16 units. */
const maxPieceLength = 1_000;

/**
 * The first `most` passages, and the total number of passages. Changes with at most 16 unchanged words
 * between them share a passage.
 */
export function changedPassages(
  pieces: readonly DifferencePiece[],
  most: number,
): { passages: PassagePiece[][]; total: number } {
  const passages: PassagePiece[][] = [];
  let total = 0;
  let open: PassagePiece[] | undefined;
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
      const between = i < pieces.length - 1 && countWords(differenceTokens(piece.text)) <= 2 * contextWords;
      open.push(firstOf(piece, between ? Number.POSITIVE_INFINITY : contextWords));
      if (!between) open = undefined;
    }
  }
  return { passages, total };
}

function firstOf({ op, text }: DifferencePiece, words: number): PassagePiece {
  const shown = beginning(differenceTokens(text), words);
  return shown.length === text.length ? { op, text } : { op, text: `${shown.trimEnd()}…`, cut: true };
}

function lastOf({ op, text }: DifferencePiece): PassagePiece {
  const backwards = beginning(differenceTokens(text).reverse(), contextWords);
  if (backwards.length === text.length) return { op, text };
  return { op, text: `…${text.slice(text.length - backwards.length).trimStart()}`, cut: true };
}

/** As many whole tokens as fit; the first token can already be too long, then the result is empty. */
function beginning(tokens: readonly string[], words: number): string {
  let shown = '';
  let count = 0;
  for (const each of tokens) {
    count += countWords([each]);
    if (count > words || shown.length + each.length > maxPieceLength) break;
    shown += each;
  }
  return shown;
}
