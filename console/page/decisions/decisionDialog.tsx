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
import { ChoiceField, TextField } from './fields.tsx';

/** What is decided on: an entity, some of its documents, a mention in a document, or an earlier decision. */
export interface Subject {
  title: string;
  actions: readonly Action[];
  /** The type of what is decided on, which somebody new has too. */
  type?: EntityType;
  /** The other entity, if it is not to be chosen. */
  target?: { id: string; name: string };
  /** What each request has whatever is entered: a decision is about one id, and a name may have several. */
  fixed: readonly Partial<Request>[];
}

/** The subject that is being decided on. */
export const deciding = signal<Subject | undefined>(undefined);

const authorStoredUnder = 'dateline-author';

/** The dialog, open while `deciding` has a subject. */
export function DecisionDialog() {
  const subject = deciding.value;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (subject !== undefined && !dialog.current?.open) dialog.current?.showModal();
    if (subject === undefined) dialog.current?.close();
  }, [subject]);
  return (
    <dialog ref={dialog} class="dialog" aria-label="Decide" onCancel={() => (deciding.value = undefined)}>
      {subject !== undefined && <DecisionForm key={JSON.stringify(subject)} subject={subject} />}
    </dialog>
  );
}

function DecisionForm({ subject }: { subject: Subject }) {
  const [action, setAction] = useState(subject.actions[0] ?? 'hide');
  const [detail, setDetail] = useState<Detail>({ target: subject.target?.id, name: '', type: 'person' });
  const [author, setAuthor] = useState(window.sessionStorage.getItem(authorStoredUnder) ?? '');
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<Fault>();
  const [isSending, setSending] = useState(false);

  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    setSending(true);
    setFault(undefined);
    window.sessionStorage.setItem(authorStoredUnder, author);
    let made = 0;
    try {
      for (const fixed of subject.fixed) {
        await client.peek().postDecisions({ ...fixed, action, author, reason, ...requestOf(action, detail) });
        made++;
      }
      deciding.value = undefined;
    } catch (error) {
      const failed = faultOf(error, navigator.onLine);
      setFault(failed);
      if (failed.kind === 'key') askForKey();
      setSending(false);
    } finally {
      if (made > 0) noteChange(); // also if the next one was refused
    }
  };
  const hasTarget = detail.target !== undefined || !needsTarget(action);
  const isReady = author.trim() !== '' && reason.trim() !== '' && hasTarget;
  return (
    <form class="form" method="dialog" onSubmit={send}>
      <h2 dir="auto">{subject.title}</h2>
      {subject.actions.length > 1 && (
        <ChoiceField
          label="What is decided"
          choices={subject.actions}
          words={(each) => (each === 'undo' ? 'Undo it' : actionWords[each].title)}
          value={action}
          set={setAction}
        />
      )}
      {action !== 'undo' && subject.target === undefined && <p class="quiet">{actionWords[action].means}</p>}
      <DetailFields action={action} subject={subject} detail={detail} set={setDetail} />
      <TextField label="Why" maxLength={500} value={reason} set={setReason} />
      <TextField label="Who decides" maxLength={100} autocomplete="name" value={author} set={setAuthor} />
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

/** What was entered besides the action; it stays when another action is chosen. */
interface Detail {
  /** The id of the other entity. */
  target: string | undefined;
  name: string;
  type: EntityType;
}

/** The fields that an action needs besides itself. */
function DetailFields({
  action,
  subject,
  detail,
  set,
}: {
  action: Action;
  subject: Subject;
  detail: Detail;
  set: (detail: Detail) => void;
}) {
  if (subject.target !== undefined)
    return (
      <p>
        In every document it counts as <strong dir="auto">{subject.target.name}</strong>.
      </p>
    );
  if (needsTarget(action))
    return (
      <EntityPicker
        label="Who or what it is"
        except={subject.fixed[0]?.entity}
        newOf={action === 'merge' ? undefined : subject.type}
        chosen={detail.target}
        onChoose={(target) => set({ ...detail, target })}
      />
    );
  if (action === 'rename')
    return (
      <TextField
        label="The name to show"
        maxLength={200}
        value={detail.name}
        set={(name) => set({ ...detail, name })}
      />
    );
  if (action !== 'retype') return null;
  return (
    <ChoiceField
      label="Its type"
      choices={entityTypes}
      words={(each) => typeWords[each].one}
      value={detail.type}
      set={(type) => set({ ...detail, type })}
    />
  );
}

const needsTarget = (action: Action): boolean => action === 'merge' || action === 'split' || action === 'pin';

/** What the request says besides the action. */
function requestOf(action: Action, { target, name, type }: Detail): Partial<Request> {
  if (action === 'rename') return { name };
  if (action === 'retype') return { type };
  if (target === undefined || !needsTarget(action)) return {};
  return action === 'pin' ? { to: target } : { into: target };
}
