/** What was refused or given up on: why, what to do, and a button to try it again. */
import { useState } from 'preact/hooks';
import type { QuarantineItem } from '../../../clients/typescript/client.ts';
import { AnsweredPages, Failed } from '../answers/answered.tsx';
import { changes, noteChange } from '../answers/changes.ts';
import { client } from '../answers/client.ts';
import { type Fault, faultOf } from '../answers/faults.ts';
import { usePages } from '../answers/usePages.ts';
import { countOf, timeInWords } from '../parts/words.ts';
import { documentAddress } from '../routing/address.ts';

export function Quarantine() {
  const pages = usePages(
    `quarantine ${changes.value}`,
    (asked, cursor) => asked.getQuarantine({ ...cursor }),
    { keep: true },
  );
  return (
    <section class="quarantine" aria-label="Refused files">
      <div class="section-head">
        <h2>Refused</h2>
        {pages.items.length > 1 && <Redrive name="Try all again" what={{}} />}
      </div>
      <AnsweredPages pages={pages} lines={4}>
        {pages.items.length === 0 && <p class="quiet">Nothing was refused.</p>}
        <ul>
          {pages.items.map((item) => (
            <Refused key={`${item.key} ${item.part} ${item.document} ${item.code}`} item={item} />
          ))}
        </ul>
      </AnsweredPages>
    </section>
  );
}

function Refused({ item }: { item: QuarantineItem }) {
  const { key, part, document, code, message, evidence, remedy, since } = item;
  return (
    <li class="refused">
      <p class="file-name" dir="auto">
        {key ?? (document !== undefined && <a href={documentAddress(document)}>A document</a>)}
        {part !== undefined && <span class="quiet"> {part}</span>}
      </p>
      <p>
        <strong>{message}</strong> <span class="quiet">{evidence}</span>
      </p>
      <p>{remedy}</p>
      <p class="meta">
        <span>{timeInWords(since)}</span>
        <code>{code}</code>
      </p>
      {key !== undefined && <Redrive name="Try again" what={{ key }} />}
    </li>
  );
}

/** Asks for it to be handled again, and says how much that is. */
function Redrive({ name, what }: { name: string; what: { key?: string } }) {
  const [outcome, setOutcome] = useState<string>();
  const [fault, setFault] = useState<Fault>();
  const redrive = async (): Promise<void> => {
    setFault(undefined);
    try {
      let cursor: string | null | undefined;
      let files = 0;
      do {
        const answer = await client.peek().postQuarantineRedrive({ ...what, ...(cursor && { cursor }) });
        files += answer.keys + answer.deadLetters;
        cursor = answer.next;
      } while (cursor !== null);
      setOutcome(`${countOf(files, 'file')} on the way again`);
      noteChange();
    } catch (error) {
      setFault(faultOf(error, navigator.onLine));
    }
  };
  return (
    <div class="redrive">
      <button type="button" onClick={() => void redrive()}>
        {name}
      </button>
      {outcome !== undefined && (
        <span class="quiet" role="status">
          {outcome}
        </span>
      )}
      {fault !== undefined && <Failed fault={fault} retry={() => void redrive()} />}
    </div>
  );
}
