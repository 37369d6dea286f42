/** Asks for an API key above the view, which stays where it is. */
import { useEffect, useRef } from 'preact/hooks';
import { apiKey, askingForKey, declineKey, setKey } from '../answers/client.ts';

export function KeyDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const isOpen = askingForKey.value;
  useEffect(() => {
    if (isOpen && !dialog.current?.open) dialog.current?.showModal();
    if (!isOpen) dialog.current?.close();
  }, [isOpen]);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="key-title" onCancel={declineKey}>
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          setKey(input.current?.value.trim() ?? '');
          if (input.current !== null) input.current.value = '';
        }}
      >
        <h2 id="key-title">
          {apiKey.value === undefined ? 'This archive needs a key' : 'Another key, please'}
        </h2>
        <p>
          {apiKey.value === undefined
            ? 'Whoever runs it can give you one.'
            : 'The key of this tab is unknown, has expired, or may not do what you asked.'}
        </p>
        <label>
          API key or token
          <input ref={input} type="password" autocomplete="off" spellcheck={false} required />
        </label>
        <p class="quiet">It is kept in this tab and forgotten when you close it.</p>
        <div class="buttons">
          <button type="submit" class="primary">
            Use this key
          </button>
          <button type="button" onClick={declineKey}>
            Not now
          </button>
        </div>
      </form>
    </dialog>
  );
}
