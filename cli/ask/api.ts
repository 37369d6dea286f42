/**
 * The API without a server, over the stores that a command has opened: what commands print is what the API
 * answers.
 */
import { randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { assembleApi, type Mounted, mount } from '../../api/app.ts';
import { VersionReader } from '../../api/documents/versionReader.ts';
import { admitEveryone } from '../../api/http/admission.ts';
import { cachedCursorKeys } from '../../api/http/cursorKeys.ts';
import { HttpProblem, type Problem } from '../../api/http/problem.ts';
import { readQueueDepths } from '../../api/routes/health.ts';
import { recordsRoutes } from '../../api/routes/routes.ts';
import { noExport } from '../../api/searchRoutes/exports.ts';
import { searchRoutes } from '../../api/searchRoutes/routes.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { authorityReader } from '../../core/queries/authority.ts';
import { defaultAuthority } from '../../runtime/authority.ts';
import { UsageError } from '../usageError.ts';
import type { Ask, Names, Query } from './ask.ts';

const origin = 'http://127.0.0.1:8787';

/** The API has no answer. Its message says why, in a sentence or two for the user. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal';
  /** The HTTP status: 404 if nothing is there. */
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** What the API answers, or `undefined` if nothing is there: what a list named may be gone since. */
export async function ifThere<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error) => {
    if (error instanceof ApiRefusal && error.status === 404) return undefined;
    throw error;
  });
}

type ApiPorts = Omit<Ports, 'annotate'>;

/**
 * The API over stores.
 *
 * @param ports of a user who may read everything: there is no admission
 * @param others what is served beside it
 */
export function openApi(ports: ApiPorts, ...others: Mounted[]): Hono {
  const secret = randomBytes(32);
  const shared = {
    ...ports,
    authority: authorityReader(ports, defaultAuthority()),
    admit: admitEveryone,
    origin: () => origin,
    // The cursors of a command end with it.
    cursorKeys: cachedCursorKeys(async () => [secret], ports.clock),
  };
  return assembleApi(
    ports.log,
    ...others,
    mount(searchRoutes, { ...shared, deliver: noExport }),
    mount(recordsRoutes, {
      ...shared,
      versions: new VersionReader(ports),
      placeUpload: () => {
        throw new HttpProblem(403, { detail: 'A command uploads with "dateline push".' });
      },
      changesSettleSeconds: 0,
      health: () => readQueueDepths(ports.queues),
      searchRoutes: async () => searchRoutes,
    }),
  );
}

/** Asks this API. */
export function asking(app: Hono): Ask {
  return async <T>(path: string, query: Query = {}, names: Names = {}) => {
    const asked = await app.request(`${origin}${path}?${queryString(query)}`);
    // The id of an entity may lead to another one.
    const moved = asked.status === 307 ? asked.headers.get('location') : null;
    const response = moved === null ? asked : await app.request(`${origin}${moved}`);
    const body: unknown = await response.json();
    if (!response.ok) throw refusalOf(body as Problem, names);
    return body as T;
  };
}

function refusalOf({ status, title, detail = title, allowed }: Problem, names: Names): Error {
  const hint = allowed === undefined || detail.includes(allowed) ? '' : ` Allowed: ${allowed}.`;
  // What a user typed may be "constructor".
  const named = (quoted: string, name: string) =>
    (Object.hasOwn(names, name) ? names[name] : undefined) ?? quoted;
  const message = `${detail}${hint}`.replaceAll(/'(\w+)'/g, named);
  return status === 400 ? new UsageError(message) : new ApiRefusal(message, status);
}

function queryString(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((each): [string, string] => [name, String(each)]),
  );
  return new URLSearchParams(pairs).toString();
}
