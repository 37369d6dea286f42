/**
 * Cuts a document's words into the windows that the network reads one by one, between sentences where
 * possible. `training/teacher/corpus.py` cuts alike.
 */

/** In pieces. Longer windows cost more for each piece, and the network learnt from windows of this length. */
export const maxWindowPieces = 254;

/**
 * Windows of a document: 16,256 pieces, some 12,000 words or 75,000 characters, in about three seconds of
 * processor time. What follows is left to the linear tagger, so that the time of a document is bounded.
 */
export const maxWindows = 64;

/** The words from `from` to `to` (exclusive) of a document. */
export interface Window {
  from: number;
  to: number;
}

/**
 * Windows of about equal length.
 * @param lengths of the words, in pieces; none is longer than `maxWindowPieces`
 * @param opensSentence whether the word opens a sentence
 */
export function windowsOf(lengths: readonly number[], opensSentence: readonly boolean[]): Window[] {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const goal = total / Math.ceil(total / maxWindowPieces);
  const windows: Window[] = [];
  let [from, size, lastOpening, sizeAtOpening] = [0, 0, 0, 0];
  for (let i = 0; i < lengths.length && windows.length < maxWindows; i++) {
    const length = lengths[i] as number;
    const opens = i > from && opensSentence[i] === true;
    if (size + length > maxWindowPieces) {
      const cutsAtSentence = lastOpening > from;
      const to = cutsAtSentence ? lastOpening : i;
      windows.push({ from, to });
      size -= cutsAtSentence ? sizeAtOpening : size;
      from = to;
    } else if (opens && size >= goal) {
      windows.push({ from, to: i });
      [from, size] = [i, 0];
    }
    if (opens) [lastOpening, sizeAtOpening] = [i, size];
    size += length;
  }
  if (from < lengths.length && windows.length < maxWindows) windows.push({ from, to: lengths.length });
  return windows;
}
