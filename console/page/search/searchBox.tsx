/** The search box: a combobox that suggests entities while somebody types. */
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { optionId, Suggestions } from './suggestions.tsx';
import { useSearchBox } from './useSearchBox.ts';

export function SearchBox() {
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const { text, suggested, isShown, chosen, type, move, choose, close } = useSearchBox(input);
  useLayoutEffect(() => focusOnSlash(input), []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      if (!isShown) input.current?.blur();
      close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
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
        value={text}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      <kbd>/</kbd>
      <button type="button" onClick={() => choose(-1)}>
        Search
      </button>
      <Suggestions id={list} suggested={suggested} isShown={isShown} chosen={chosen} choose={choose} />
    </div>
  );
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
