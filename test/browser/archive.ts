/** Waits for what the archive is to have. It asks until then; the time limit of the test ends it. */
import { inject } from 'vitest';

/** The id of the first document that a search finds, as soon as it finds one. */
export async function findDocument(query: string): Promise<string> {
  return until(async () => {
    const { items } = await ask<{ items: { id: string }[] }>(`/v1/search?q=${encodeURIComponent(query)}`);
    return items[0]?.id;
  });
}

/** Until there is no document with this id. */
export async function untilGone(id: string): Promise<void> {
  await until(async () =>
    (await fetch(`${inject('url')}/v1/documents/${id}`)).status === 404 ? true : undefined,
  );
}

/** Until an entity's address leads to this id. */
export async function untilEntityIs(address: string, id: string): Promise<void> {
  await until(async () => {
    const entity = await ask<{ id?: string }>(`/v1/entities/${address}`);
    return entity.id === id ? true : undefined;
  });
}

/** Until all work is done: lists, links and the search know of everything. */
export async function untilIdle(url = inject('url')): Promise<void> {
  await until(async () => {
    const { pending } = (await (await fetch(`${url}/v1/health`)).json()) as { pending: number };
    return pending === 0 ? true : undefined;
  });
}

async function ask<T>(address: string): Promise<T> {
  const answer = await fetch(`${inject('url')}${address}`);
  if (answer.status >= 500) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function until<T>(find: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
