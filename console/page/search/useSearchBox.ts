/** What stands in the search box, what it suggests, and what becomes of what is typed or chosen. */
import { signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { entityAddress, searchAddress } from '../routing/address.ts';
import { address, go, replaceAddress } from '../routing/location.ts';
import { type Suggestion, useSuggestions } from './suggestions.tsx';

/** How long after a keystroke it asks, in milliseconds. */
const pause = 180;

/** What stands in the box. A view that changes the query changes the box by the address. */
const text = signal('');

interface SearchBoxState {
  text: string;
  suggested: readonly Suggestion[];
  /** Whether the suggestions are shown. */
  isShown: boolean;
  /** The suggestion that the arrow keys have chosen, -1 for none. */
  chosen: number;
  type(text: string): void;
  /** To the next suggestion or to the one before; from the last to none and on to the first. */
  move(step: 1 | -1): void;
  /** Leads to a suggestion; searches if there is none at -1. */
  choose(index: number): void;
  close(): void;
}

export function useSearchBox(input: RefObject<HTMLInputElement | null>): SearchBoxState {
  const { path, params } = address.value;
  const isSearch = path[0] === 'search';
  const asked = isSearch ? (params.q ?? '') : '';
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);

  // Before the browser hands on a key: somebody may type as soon as the box is there.
  useLayoutEffect(() => {
    if (document.activeElement !== input.current || !isOpen) text.value = asked;
  }, [asked]);

  const typed = useDelayed(text.value);
  // While a search is shown it follows what is typed.
  useEffect(() => {
    if (isSearch && isOpen && typed.trim() !== '' && typed !== asked)
      replaceAddress(searchAddress(typed, { ...params, q: typed }));
  }, [typed]);

  const suggested = useSuggestions(typed, isOpen);
  const close = () => {
    setOpen(false);
    setChosen(-1);
  };
  const search = () => {
    if (text.value.trim() !== '') go(searchAddress(text.value, isSearch ? { ...params, q: text.value } : {}));
  };
  const goTo = (entity: Suggestion) => {
    if (!isSearch) text.value = '';
    go(entityAddress(entity.id));
  };

  return {
    text: text.value,
    suggested,
    isShown: isOpen && suggested.length > 0,
    chosen,
    type(value) {
      text.value = value;
      setOpen(true);
      setChosen(-1);
    },
    move(step) {
      setOpen(true);
      setChosen((at) => ((at + 1 + step + suggested.length + 1) % (suggested.length + 1)) - 1);
    },
    choose(index) {
      close();
      const entity = suggested[index];
      if (entity === undefined) search();
      else goTo(entity);
    },
    close,
  };
}

function useDelayed(value: string): string {
  const [delayed, setDelayed] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return delayed;
}
