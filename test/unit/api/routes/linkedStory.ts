/** A story whose short names are put to whom they mean. */
import {
  annotationFromSpec,
  contentFromSpec,
  type StorySpec,
  sourceFromSpec,
  specModel,
} from '../../../../bench/storyRecords.ts';
import { payloadId, serialize } from '../../../../core/document/documentIdentity.ts';
import { LinkReader } from '../../../../core/queries/links.ts';
import { keys } from '../../../../core/records/keys.ts';
import { metaRow, postingRows } from '../../../../functions/store/documentRows.ts';
import { findLinks } from '../../../../functions/store/findLinks.ts';
import { shortNameRows } from '../../../../functions/store/shortNameRows.ts';
import type { Newsroom } from '../newsroom.ts';

/** Puts the short names of a story to whom the model means, as `store` does. */
export async function link(room: Newsroom, spec: StorySpec): Promise<string> {
  const doc = await room.add(spec);
  const content = contentFromSpec(spec);
  const payload = payloadId(serialize(content));
  const annotation = annotationFromSpec(content, payload, spec);
  const basis = { payload, model: specModel };
  const winner = { source: sourceFromSpec(spec, payload), basis, content, annotation };
  const links = await findLinks(new LinkReader(room.table), doc, winner);
  const { day = '' } = [...postingRows(doc, winner).values()][0] ?? {};
  for (const short of Object.keys(links ?? {}))
    await room.table.put({ ...keys.posting(short, day, doc), token: 1, gone: true });
  for (const [entity, row] of postingRows(doc, winner, { links }))
    await room.table.put({ ...keys.posting(entity, day, doc), ...row, token: 1 });
  for (const { key, row } of shortNameRows(doc, winner, { links }).values())
    await room.table.put({ ...key, ...row, token: 1 });
  await room.table.update(keys.document(doc), { ...metaRow(1, doc, winner, { links }), token: 1 });
  await room.tallyEntities();
  return doc;
}
