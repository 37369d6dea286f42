/** Asks for a decision, its author and its reason, and sends it. */
import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Failed } from '../answers/answered.tsx';
import { noteChange } from '../answers/changes.ts';
import { askForKey, client } from '../answers/client.ts';
import { type Fault, faultOf } from '../answers/faults.ts';
import { type EntityType, entityTypes, typeWords } from '../parts/words.ts';
import { type Action, actionWords, type Request } from './decision.ts';
import { EntityPicker } from './entityPicker.tsx';

/** What is decided on: an entity, some of its documents, a mention in a document, or an earlier decision. */
export interface Subject {
  title: string;
  actions: readonly Action[];
  /** What the request has whatever is entered. */
  fixed: Partial<Request>;
}

/** The subject that is being decided on. */
export const deciding = signal<Subject | undefined>(undefined);

const authorStoredUnder = 'dateline-author';

export function DecisionDialog() {
  const subject = deciding.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (subject !== undefined && !dialog.current?.open) dialog.current?.showModal();
    if (subject === undefined) dialog.current?.close();
  }, [subject]);
  return (
    <dialog ref={dialog} class="key-dialog" aria-label="Decide" onCancel={() => (deciding.value = undefined)}>
      {subject !== undefined && <DecisionForm key={JSON.stringify(subject)} subject={subject} />}
    </dialog>
  );
}

function DecisionForm({ subject }: { subject: Subject }) {
  const [action, setAction] = useState(subject.actions[0] ?? 'hide');
  const [target, setTarget] = useState<string>();
  const [name, setName] = useState('');
  const [type, setType] = useState<EntityType>('person');
  const [author, setAuthor] = useState(window.sessionStorage.getItem(authorStoredUnder) ?? '');
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<Fault>();
  const [isSending, setSending] = useState(false);

  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    setSending(true);
    setFault(undefined);
    window.sessionStorage.setItem(authorStoredUnder, author);
    try {
      await client.peek().postDecisions({
        ...subject.fixed,
        action,
        author,
        reason,
        ...((action === 'merge' || action === 'split') && target !== undefined && { into: target }),
        ...(action === 'pin' && target !== undefined && { to: target }),
        ...(action === 'rename' && { name }),
        ...(action === 'retype' && { type }),
      });
      noteChange();
      deciding.value = undefined;
    } catch (error) {
      const failed = faultOf(error, navigator.onLine);
      setFault(failed);
      if (failed.kind === 'key') askForKey();
      setSending(false);
    }
  };
  const needsTarget = action === 'merge' || action === 'split' || action === 'pin';
  const isReady = author.trim() !== '' && reason.trim() !== '' && (!needsTarget || target !== undefined);
  return (
    <form class="form" method="dialog" onSubmit={send}>
      <h2 dir="auto">{subject.title}</h2>
      {subject.actions.length > 1 && (
        <label>
          What is decided
          <select value={action} onChange={(event) => setAction(event.currentTarget.value as Action)}>
            {subject.actions.map((each) => (
              <option key={each} value={each}>
                {each === 'undo' ? 'Undo it' : actionWords[each].title}
              </option>
            ))}
          </select>
        </label>
      )}
      {action !== 'undo' && <p class="quiet">{actionWords[action].means}</p>}
      {needsTarget && (
        <EntityPicker
          label="Who or what it is"
          except={subject.fixed.entity}
          chosen={target}
          onChoose={setTarget}
        />
      )}
      {action === 'rename' && (
        <label>
          The name to show
          <input
            type="text"
            required
            maxLength={200}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
      )}
      {action === 'retype' && (
        <label>
          Its type
          <select value={type} onChange={(event) => setType(event.currentTarget.value as EntityType)}>
            {entityTypes.map((each) => (
              <option key={each} value={each}>
                {typeWords[each].one}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        Why
        <input
          type="text"
          required
          maxLength={500}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <label>
        Who decides
        <input
          type="text"
          required
          maxLength={100}
          autocomplete="name"
          value={author}
          onInput={(event) => setAuthor(event.currentTarget.value)}
        />
      </label>
      {fault !== undefined && <Failed fault={fault} />}
      <div class="buttons">
        <button type="submit" class="primary" disabled={!isReady || isSending}>
          {isSending ? 'Sending…' : 'Decide'}
        </button>
        <button type="button" onClick={() => (deciding.value = undefined)}>
          Cancel
        </button>
      </div>
    </form>
  );
}
