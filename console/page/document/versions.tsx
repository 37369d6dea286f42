/** The versions of a document's files, file by file, of each the newest first, and what changed in each. */
import type { DocumentVersionItem } from '../../../clients/typescript/client.ts';
import { AnsweredPages } from '../answers/answered.tsx';
import { usePages } from '../answers/usePages.ts';
import { Difference } from '../parts/difference.tsx';
import { bytesInWords, timeInWords } from '../parts/words.ts';

const states = { current: 'Now', earlier: 'Earlier', deleted: 'Deleted' };

export function Versions({ id }: { id: string }) {
  const pages = usePages(`versions ${id}`, (asked, cursor) => asked.getDocumentVersions({ id, ...cursor }));
  return (
    <AnsweredPages pages={pages}>
      <ol class="history">
        {pages.items.map((version) => (
          <li key={`${version.key} ${version.version}`}>
            <h2>
              {states[version.state]}, {timeInWords(version.modified)}
            </h2>
            <p class="quiet">
              {version.key}, {bytesInWords(version.bytes)}
            </p>
            <VersionContent version={version} />
          </li>
        ))}
      </ol>
    </AnsweredPages>
  );
}

function VersionContent({ version }: { version: DocumentVersionItem }) {
  const { refusal, changes, state, unread, payload } = version;
  if (refusal !== undefined) return <p class="note">It could not be read: {refusal.message}</p>;
  if (unread) return <p class="quiet">Not read yet; open this again in a few seconds.</p>;
  if (state === 'deleted') return <p class="quiet">The file was deleted here.</p>;
  if (changes !== undefined) return <Difference changes={changes} />;
  return (
    <p class="quiet">
      {payload === undefined ? 'This document is not in it.' : 'The first with this document.'}
    </p>
  );
}
