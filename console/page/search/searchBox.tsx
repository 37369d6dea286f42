/** The search box: a combobox that suggests entities while somebody types. */
import { signal } from '@preact/signals';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { entityAddress, searchAddress } from '../routing/address.ts';
import { address, go, replaceAddress } from '../routing/location.ts';
import { optionId, Suggestions, useSuggestions } from './suggestions.tsx';

/** How long after a keystroke it asks, in milliseconds. */
const pause = 180;

/** What stands in the box. A view that changes the query changes the box by the address. */
const text = signal('');

export function SearchBox() {
  const { path, params } = address.value;
  const isSearch = path[0] === 'search';
  const asked = isSearch ? (params.q ?? '') : '';
  const [isOpen, setOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();

  // Before the browser hands on a key: somebody may type as soon as the box is there.
  useLayoutEffect(() => {
    if (document.activeElement !== input.current || !isOpen) text.value = asked;
  }, [asked]);
  useLayoutEffect(() => focusOnSlash(input), []);

  const typed = useDelayed(text.value);
  // While a search is shown it follows what is typed.
  useEffect(() => {
    if (isSearch && isOpen && typed.trim() !== '' && typed !== asked)
      replaceAddress(searchAddress(typed, { ...params, q: typed }));
  }, [typed]);

  const suggested = useSuggestions(typed, isOpen);
  const isShown = isOpen && suggested.length > 0;

  const search = () => {
    setOpen(false);
    if (text.value.trim() !== '') go(searchAddress(text.value, isSearch ? { ...params, q: text.value } : {}));
  };
  const choose = (index: number) => {
    const entity = suggested[index];
    if (entity === undefined) return search();
    setOpen(false);
    if (!isSearch) text.value = '';
    go(entityAddress(entity.id));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      if (!isShown) input.current?.blur();
      setOpen(false);
      setChosen(-1);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      setChosen((at) => nextChoice(at, event.key === 'ArrowDown' ? 1 : -1, suggested.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(isShown ? chosen : -1);
    }
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> has no support in the older browsers
    <div class="search-box" role="search">
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterkeyhint="search"
        role="combobox"
        aria-label="Search news, people, places"
        aria-expanded={isShown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={isShown && chosen >= 0 ? optionId(list, chosen) : undefined}
        placeholder="Search news, people, places"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxLength={1000}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          setOpen(true);
          setChosen(-1);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <kbd>/</kbd>
      <button type="button" onClick={search}>
        Search
      </button>
      <Suggestions id={list} suggested={suggested} isShown={isShown} chosen={chosen} choose={choose} />
    </div>
  );
}

/** From the last to none (-1) and on to the first, and back. */
function nextChoice(at: number, step: 1 | -1, choices: number): number {
  return ((at + 1 + step + choices + 1) % (choices + 1)) - 1;
}

/** `/` leads to the box from anywhere but a field. */
function focusOnSlash(input: { current: HTMLInputElement | null }): () => void {
  const onKey = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.key !== '/' || event.ctrlKey || event.metaKey || target.matches('input, textarea, select'))
      return;
    event.preventDefault();
    input.current?.focus();
    input.current?.select();
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}

function useDelayed(value: string): string {
  const [delayed, setDelayed] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(value), pause);
    return () => clearTimeout(timer);
  }, [value]);
  return delayed;
}
