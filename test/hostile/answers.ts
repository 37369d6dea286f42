/** What is wrong with an answer of the API: its status, its JSON, or strings that are not well formed. */
import type { Dateline } from '../pipeline/dateline.ts';

/** Reads a route, and the pages after it. @returns one sentence per fault */
export async function faultsOfAnswer(
  dateline: Dateline,
  route: string,
  { pages = 1 }: { pages?: number } = {},
): Promise<string[]> {
  const faults: string[] = [];
  let address: string | undefined = route;
  for (let page = 0; page < pages && address !== undefined; page++) {
    const response: Response = await dateline.get(address);
    const text: string = await response.text();
    if (response.status !== 200)
      return [...faults, `${address} answers ${response.status}: ${text.slice(0, 200)}`];
    try {
      const body: unknown = JSON.parse(text);
      const malformed = findMalformed(body);
      if (malformed !== undefined)
        faults.push(`${address} has half a surrogate in ${JSON.stringify(malformed.slice(0, 60))}`);
      const { next } = body as { next?: string | null };
      address =
        next === undefined || next === null
          ? undefined
          : `${route}${route.includes('?') ? '&' : '?'}cursor=${next}`;
    } catch (error) {
      return [...faults, `${address} is no JSON: ${(error as Error).message}`];
    }
  }
  return faults;
}

/** The first string, or name of a field, that is not well formed. */
export function findMalformed(value: unknown): string | undefined {
  if (typeof value === 'string') return value.isWellFormed() ? undefined : value;
  if (value === null || typeof value !== 'object') return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const found = name.isWellFormed() ? findMalformed(inner) : name;
    if (found !== undefined) return found;
  }
  return undefined;
}
