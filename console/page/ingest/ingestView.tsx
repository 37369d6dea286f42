/** Adds files, shows what becomes of each, and what was refused, with the remedy. */
import { signal } from '@preact/signals';
import { useRef, useState } from 'preact/hooks';
import { noteChange } from '../answers/changes.ts';
import { client } from '../answers/client.ts';
import { faultOf } from '../answers/faults.ts';
import { PageTitle } from '../parts/pageTitle.tsx';
import { bytesInWords, percent } from '../parts/words.ts';
import { documentAddress } from '../routing/address.ts';
import { type Arrival, followArrival } from './arrival.ts';
import { keyOf } from './inboxKey.ts';
import { Quarantine } from './quarantine.tsx';
import { UploadFault, uploadFile } from './upload.ts';
import { Work } from './work.tsx';

interface Dropped {
  key: string;
  name: string;
  bytes: number;
  state: { kind: 'sending'; share: number } | { kind: 'failed'; message: string } | Arrival;
}

/** What was dropped in this tab, the newest first. It stays when somebody looks at another view. */
const dropped = signal<readonly Dropped[]>([]);
const filesAtOnce = 3;

export function IngestView() {
  const [isOver, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  return (
    <div class="ingest-view">
      <PageTitle title="Add files" />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard */}
      <div
        class={isOver ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take([...(event.dataTransfer?.files ?? [])]);
        }}
      >
        <p>
          <strong>Drop news here</strong>
        </p>
        <p class="quiet">
          Text, web pages, feeds, wire items, e-mail, PDF, Word, CSV, JSON, or archives of these
        </p>
        <button type="button" class="primary" onClick={() => input.current?.click()}>
          Choose files
        </button>
        <input
          ref={input}
          type="file"
          multiple
          class="hidden"
          tabIndex={-1}
          aria-label="Files to add"
          onChange={(event) => {
            void take([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
      </div>
      <Work />
      {dropped.value.length > 0 && (
        <section aria-label="Files added here">
          <h2>Added here</h2>
          <ul class="files" aria-live="polite">
            {dropped.value.map((file) => (
              <li key={file.key} data-state={file.state.kind}>
                <span class="file-name" dir="auto">
                  {file.name}
                </span>
                <span class="quiet">{bytesInWords(file.bytes)}</span>
                <FileState file={file} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Quarantine />
    </div>
  );
}

function FileState({ file: { state } }: { file: Dropped }) {
  switch (state.kind) {
    case 'sending':
      return (
        <span class="file-state">
          <progress value={state.share} max={1} aria-label="Sent" /> {percent(state.share)} sent
        </span>
      );
    case 'reading':
      return <span class="file-state">Being read…</span>;
    case 'stored':
      return (
        <span class="file-state">
          <a href={documentAddress(state.id)}>{state.title || 'Without a title'}</a>
          {state.more && ' and more'}
        </span>
      );
    case 'empty':
      return <span class="file-state">It was read, and has no documents.</span>;
    case 'refused':
      return (
        <span class="file-state">
          {state.message} {state.remedy}
        </span>
      );
    case 'unknown':
      return <span class="file-state">Still being read. The archive has a lot to do.</span>;
    case 'failed':
      return <span class="file-state">{state.message}</span>;
  }
}

async function take(files: readonly File[]): Promise<void> {
  const waiting = [...files];
  const work = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await add(file);
  };
  await Promise.all(Array.from({ length: filesAtOnce }, work));
}

async function add(file: File): Promise<void> {
  const key = keyOf(file.name, new Date().toISOString().slice(0, 10));
  const set = (state: Dropped['state']) => {
    dropped.value = [
      { key, name: file.name, bytes: file.size, state },
      ...dropped.value.filter((each) => each.key !== key),
    ];
  };
  set({ kind: 'sending', share: 0 });
  try {
    if (file.size === 0) throw new UploadFault('The file is empty.');
    await uploadFile(client.peek(), file, key, (share) => set({ kind: 'sending', share }));
    await followArrival(client.peek(), key, set);
    noteChange();
  } catch (error) {
    const message = error instanceof UploadFault ? error.message : faultOf(error, navigator.onLine).detail;
    set({ kind: 'failed', message });
  }
}
