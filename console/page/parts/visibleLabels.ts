/** Which labels can be drawn without covering one another. */

export interface Label {
  /** The middle of its foot. */
  x: number;
  y: number;
  text: string;
}

/**
 * The labels, in the order of their worth, that cover none before them.
 *
 * @param size of the letters; a letter is about 0.56 of it wide
 */
export function visibleLabels<L extends Label>(labels: readonly L[], size: number): Set<L> {
  const shown = new Set<L>();
  for (const label of labels) {
    const covers = [...shown].some(
      (other) =>
        Math.abs(label.y - other.y) < size * 1.1 &&
        Math.abs(label.x - other.x) <
          (size * 0.56 * (label.text.length + other.text.length)) / 2 + size * 0.3,
    );
    if (!covers) shown.add(label);
  }
  return shown;
}
