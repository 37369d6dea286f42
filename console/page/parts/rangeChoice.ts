/** How a range of bars is chosen: by dragging over them, or with the arrow keys, Shift and Enter. */
import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';

/** Two bars by their place: the one where the choice began, and the one where it is now. */
export interface Choice {
  anchor: number;
  at: number;
}

/** The places of the first and the last bar of a choice. */
export const endsOf = ({ anchor, at }: Choice): [first: number, last: number] => [
  Math.min(anchor, at),
  Math.max(anchor, at),
];

/**
 * @param bars how many there are, side by side over the width of the chart
 * @param onChoose gets the places of the first and the last one
 * @returns the choice so far, and what the element of the chart needs
 */
export function useRangeChoice(
  chart: RefObject<HTMLElement | null>,
  bars: number,
  onChoose: (first: number, last: number) => void,
) {
  const [choice, setChoice] = useState<Choice>();
  const dragging = useRef(false);

  const placeOf = (event: PointerEvent): number => {
    const { left = 0, width = 1 } = chart.current?.getBoundingClientRect() ?? {};
    const place = Math.floor(((event.clientX - left) / width) * bars);
    return Math.max(0, Math.min(bars - 1, place));
  };
  const handlers = {
    onKeyDown: (event: KeyboardEvent) => {
      const place = choice?.at ?? bars - 1;
      const next = nextPlace(event.key, place, bars);
      if (next !== undefined)
        setChoice({ at: next, anchor: event.shiftKey ? (choice?.anchor ?? place) : next });
      else if (event.key === 'Enter' && choice !== undefined) onChoose(...endsOf(choice));
      else if (event.key === 'Escape') setChoice(undefined);
      else return;
      event.preventDefault();
    },
    onPointerDown: (event: PointerEvent) => {
      chart.current?.setPointerCapture(event.pointerId);
      dragging.current = true;
      setChoice({ anchor: placeOf(event), at: placeOf(event) });
    },
    onPointerMove: (event: PointerEvent) => {
      const place = placeOf(event);
      setChoice((before) => ({
        anchor: dragging.current ? (before?.anchor ?? place) : place,
        at: place,
      }));
    },
    onPointerUp: () => {
      if (dragging.current && choice !== undefined) onChoose(...endsOf(choice));
      dragging.current = false;
    },
    onPointerLeave: () => !dragging.current && setChoice(undefined),
    onBlur: () => setChoice(undefined),
  };
  return { choice, handlers };
}

function nextPlace(key: string, place: number, bars: number): number | undefined {
  const next = { ArrowLeft: place - 1, ArrowRight: place + 1, Home: 0, End: bars - 1 }[key];
  return next === undefined ? undefined : Math.max(0, Math.min(bars - 1, next));
}
