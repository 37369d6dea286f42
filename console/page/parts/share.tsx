/** A bar below a line of a list, as long as its number is of the largest. */
export function Share({ of: part, most }: { of: number; most: number }) {
  return (
    <span class="share" aria-hidden="true">
      <svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
        <rect width={(100 * part) / most} height="2" />
      </svg>
    </span>
  );
}
