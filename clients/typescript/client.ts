/** A client of Dateline's API, for Node, Deno, Bun and browsers. It depends on nothing. */
import { type Operations, operations, type Problem } from './api.ts';

export type * from './api.ts';

export interface ClientOptions {
  /** Where the API is: `https://news.example`. */
  origin: string;
  /** An API key or a token; a server on its own machine needs none. */
  key?: string;
  /** Sends the requests; by default the `fetch` of the platform. */
  fetch?: (request: Request) => Response | Promise<Response>;
}

type OperationId = keyof Operations;
type Parameters<I extends OperationId> = Operations[I]['parameters'];
type Arguments<P> = Record<never, never> extends P ? [parameters?: P] : [parameters: P];

/** A method for each operation of the API, by its id. Each throws `DatelineProblem`. */
export type Client = {
  [I in OperationId]: (...given: Arguments<Parameters<I>>) => Promise<Operations[I]['answer']>;
};

/** The API answered that it cannot: `problem` says why. */
export class DatelineProblem extends Error {
  override name = 'DatelineProblem';
  readonly status: number;
  readonly problem: Partial<Problem>;
  constructor(status: number, problem: Partial<Problem>) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

/**
 * A client of the API at an origin. Its methods throw DatelineProblem if the API answers that it cannot, and
 * what `fetch` throws if nobody answers.
 */
export function createClient({ origin, key, fetch: send = fetch }: ClientOptions): Client {
  const methods = Object.entries(operations).map(([id, { method, path }]) => [
    id,
    async (parameters: Record<string, unknown> = {}) => {
      const request = new Request(new URL(urlOf(method, path, parameters), origin), {
        method,
        headers: {
          accept: 'application/json, */*;q=0.5',
          ...(key !== undefined && { authorization: `Bearer ${key}` }),
          ...(method === 'POST' && { 'content-type': 'application/json' }),
        },
        ...(method === 'POST' && { body: JSON.stringify(parameters) }),
      });
      return readAnswer(await send(request));
    },
  ]);
  return Object.fromEntries(methods) as Client;
}

interface Page {
  items: unknown[];
  next: string | null;
  /** Only the list of changes has it, whose `next` also leads to what comes later. */
  more?: boolean;
}
/** The operations whose answers are pages of a list. */
type ListId = { [I in OperationId]: Operations[I]['answer'] extends Page ? I : never }[OperationId];
type ItemOf<I extends ListId> = Extract<Operations[I]['answer'], Page>['items'][number];

/** Every item of a list, over all its pages; of the list of changes, those until now. */
export async function* everyItem<I extends ListId>(
  client: Client,
  list: I,
  parameters: Parameters<I>,
): AsyncGenerator<ItemOf<I>, void> {
  const read = client[list] as (given: object) => Promise<Page>;
  let page = await read(parameters);
  for (;;) {
    yield* page.items as ItemOf<I>[];
    if (page.next === null || page.more === false) return;
    page = await read({ ...parameters, cursor: page.next });
  }
}

function urlOf(method: string, path: string, parameters: Record<string, unknown>): string {
  const rest = new Map(Object.entries(parameters).filter(([, value]) => value !== undefined));
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest.get(name));
    rest.delete(name);
    return encodeURIComponent(value);
  });
  if (method === 'POST' || rest.size === 0) return filled;
  const pairs = [...rest].flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, String(each)]),
  );
  return `${filled}?${new URLSearchParams(pairs)}`;
}

async function readAnswer(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  const isJson = /^application\/([\w.-]+\+)?json\b/.test(type);
  if (response.ok) return isJson ? response.json() : response.text();
  throw new DatelineProblem(response.status, isJson ? ((await response.json()) as Problem) : {});
}
