/** Who printed the same story, in what order and with what changes. */
import { AnsweredPages } from '../answers/answered.tsx';
import { usePages } from '../answers/usePages.ts';
import { Difference } from '../parts/difference.tsx';
import { dayInWords, percent } from '../parts/words.ts';
import { documentAddress } from '../routing/address.ts';

export function Reprints({ id }: { id: string }) {
  const pages = usePages(`reprints ${id}`, (asked, cursor) => asked.getDocumentReprints({ id, ...cursor }));
  return (
    <AnsweredPages pages={pages}>
      {pages.items.every((item) => item.id === id) && (
        <p class="quiet">Nobody else has printed this story.</p>
      )}
      <ol class="history">
        {pages.items.map((item) => (
          <li key={item.id} aria-current={item.id === id}>
            <h2>
              <span dir="auto">{item.source}</span>, {dayInWords(item.printed)}
            </h2>
            {item.id === id ? (
              <p class="quiet">This document</p>
            ) : (
              <>
                <p>
                  <a href={documentAddress(item.id)} dir="auto">
                    {item.title}
                  </a>
                </p>
                <p class="quiet">{percent(item.resemblance)} alike</p>
                {item.changes !== undefined && <Difference changes={item.changes} />}
              </>
            )}
          </li>
        ))}
      </ol>
    </AnsweredPages>
  );
}
