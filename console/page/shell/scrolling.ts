/**
 * Where the window is scrolled to: a link leads to the top of its view, back and forward to where somebody
 * was. A browser cannot do this by itself, because a view is filled only after it is shown.
 */

/** For so many milliseconds a view may grow until the old place can be reached. */
const patience = 3_000;

/** By the fragment of the address. */
const places = new Map<string, number>();

/** Begins to keep the places of views. */
export function keepPlaces(view: HTMLElement): void {
  window.history.scrollRestoration = 'manual';
  let isLink = false;
  let shown = window.location.hash;
  window.addEventListener('scroll', () => places.set(shown, window.scrollY), { passive: true });
  window.addEventListener('click', (event) => {
    isLink = event.target instanceof Element && event.target.closest('a[href^="#"]') !== null;
  });
  window.addEventListener('hashchange', () => {
    const isSameView = pathOf(shown) === pathOf(window.location.hash);
    shown = window.location.hash;
    const place = isLink ? 0 : (places.get(shown) ?? 0);
    isLink = false;
    if (!isSameView) scrollWhenTallEnough(view, place);
  });
}

function scrollWhenTallEnough(view: HTMLElement, place: number): void {
  window.scrollTo(0, place);
  if (place === 0) return;
  const observer = new ResizeObserver(() => {
    if (document.documentElement.scrollHeight < place + window.innerHeight) return;
    window.scrollTo(0, place);
    stop();
  });
  const stop = () => observer.disconnect();
  observer.observe(view);
  setTimeout(stop, patience);
  // A reader who scrolls has chosen another place.
  window.addEventListener('wheel', stop, { once: true, passive: true });
}

function pathOf(fragment: string): string {
  return fragment.split('?', 1)[0] ?? '';
}
