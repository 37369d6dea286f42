/** What a world of the model looks like to a reader, compared with a rebuild from its bucket. */
import { stages } from './reconcile.ts';
import { type Row, type Stage, World } from './world.ts';

/** Handles hints one after the other, with all that follow from them. */
export function drain(world: World, hints: { stage: Stage; id: string }[]): void {
  for (let hint = hints.shift(); hint !== undefined; hint = hints.shift()) {
    const execution = stages[hint.stage](world, hint.id);
    while (!execution.next().done);
  }
}

/** The rows that a rebuild from the bucket and the log of decisions would make, without any fault. */
function rebuild({ bucket, links }: World, log: readonly [string, Row][]): World {
  const hints: { stage: Stage; id: string }[] = [...bucket.keys()].map((id) => ({ stage: 'normalize', id }));
  const world = new World({ bucket, rows: new Map(log), decides: log.length > 0, links }, (stage, id) =>
    hints.push({ stage, id }),
  );
  drain(world, hints);
  return world;
}

/** What differs between a world and a rebuild of it: `+` should not be there, `-` is missing. */
export function differences(world: World): string[] {
  const got = normalForm(world);
  const want = normalForm(rebuild(world, world.query('LOG#')));
  return [
    ...got.filter((row) => !want.includes(row)).map((row) => `+ ${row}`),
    ...want.filter((row) => !got.includes(row)).map((row) => `- ${row}`),
    ...world
      .query('FROM#')
      .filter(([, { gone, payload }]) => !gone && !world.annotated.has(String(payload)))
      .map(([key]) => `- the annotation of ${key}`),
  ];
}

/**
 * What a reader could see: rows without tokens, tombstones and claims; of the log of changes, where each
 * document ends.
 */
function normalForm(world: World): string[] {
  const seen = [...world.rows].filter(
    ([key, row]) =>
      !row.gone &&
      !key.startsWith('OBJ#') &&
      !key.startsWith('SWEEP') &&
      !key.startsWith('FILE#') &&
      !key.startsWith('CHANGE#') &&
      // Which days are closed depends on the order of arrival; the entity's row has their sum.
      !key.startsWith('MONTH#') &&
      (row.payload || row.applied || row.documents || key.startsWith('CHILD#') || key.startsWith('ALIAS#')),
  );
  const ends = new Map<string, string>();
  for (const [, row] of world.query('CHANGE#')) ends.set(String(row.doc), String(row.payload ?? 'gone'));
  return [
    ...seen.map(
      ([key, { payload, applied, documents, by, via, to }]) =>
        `${key} ${payload ?? applied ?? documents ?? ''} ${by ?? ''} ${via ?? ''} ${to ?? ''}`,
    ),
    ...[...ends].filter(([, end]) => end !== 'gone').map(([doc, end]) => `CHANGES END ${doc} ${end}`),
  ].sort();
}
