/** Sends random requests to a test newsroom and checks each answer against the API's own description. */
import { Random } from '../../../core/random.ts';
import { findMalformed } from '../../hostile/answers.ts';
import { type ExampleNewsroom, openExampleNewsroom } from '../../unit/api/exampleNewsroom.ts';
import { Description, type Operation } from './description.ts';
import { type ApiRequest, type Memory, randomRequest } from './requests.ts';

export interface ApiFuzzResult {
  seed: number;
  requests: number;
  /** Answers by status. */
  statuses: Record<string, number>;
  /** Operations that answered with a 200 at least once, of all. */
  answered: number;
  operations: number;
  faults: { request: string; fault: string }[];
}

const mostRemembered = 200;

/** @param spoil may break the newsroom, to see that the fuzzer notices */
export async function fuzzApi(
  seed: number,
  requests: number,
  spoil: (room: ExampleNewsroom) => void = () => {},
): Promise<ApiFuzzResult> {
  const room = await openExampleNewsroom();
  const description = await Description.read(room);
  spoil(room);
  const random = new Random(seed);
  const memory: Memory = { ids: Object.values(room.ids), cursors: [], etags: [] };
  const { operations } = description;
  const result: ApiFuzzResult = {
    seed,
    requests,
    statuses: {},
    answered: 0,
    operations: operations.length,
    faults: [],
  };
  const answered = new Set<Operation>();
  for (let i = 0; i < 2 * requests; i++) {
    // Each operation in turn, so that none is left out; then those that chance has not given a 200 yet.
    const turn = i < requests ? operations : operations.filter((operation) => !answered.has(operation));
    const operation = turn[i % turn.length];
    if (operation === undefined) break;
    const request = randomRequest(operation, random, memory);
    const response = await send(room, request);
    if (response === undefined) continue;
    result.statuses[response.status] = (result.statuses[response.status] ?? 0) + 1;
    if (response.status === 200) answered.add(operation);
    const { body, faults } = await faultsOfResponse(description, request, response);
    for (const fault of faults) result.faults.push({ request: describe(request), fault });
    remember(memory, request, response, body);
    const { url } = (body ?? {}) as { url?: unknown };
    if (response.status === 200 && operation.path === '/v1/uploads' && typeof url === 'string')
      for (const fault of await faultsOfUpload(room, url, random))
        result.faults.push({ request: `PUT ${url}`, fault });
  }
  return { ...result, answered: answered.size };
}

/** @returns `undefined` if no client could send the request, because it is no URL or no header */
async function send(
  room: ExampleNewsroom,
  { method, url, headers, body }: ApiRequest,
): Promise<Response | undefined> {
  let init: Request;
  try {
    init = new Request(`http://localhost${url}`, { method, headers, ...(body !== undefined && { body }) });
  } catch {
    return undefined;
  }
  return room.app.request(init);
}

/** Uploads to an address that the API gave, twice, with a length that may be wrong. */
async function faultsOfUpload(room: ExampleNewsroom, url: string, random: Random): Promise<string[]> {
  const faults: string[] = [];
  const body = 'x'.repeat(random.pick([0, 1, 512, 513]));
  for (const method of ['PUT', random.pick(['PUT', 'POST', 'DELETE'])]) {
    const response = await room.app.request(url, { method, body, headers: { 'content-type': 'text/plain' } });
    const type = response.headers.get('content-type');
    if (response.status >= 500) faults.push(`it answers ${response.status}`);
    if (response.status >= 400 && type !== 'application/problem+json')
      faults.push(`${response.status} is ${type}`);
  }
  return faults;
}

async function faultsOfResponse(
  description: Description,
  { method, url }: ApiRequest,
  response: Response,
): Promise<{ body: unknown; faults: string[] }> {
  const faults: string[] = [];
  const status = String(response.status);
  const type = response.headers.get('content-type') ?? '';
  const text = await textOf(response).catch(() => undefined);
  // A streamed answer whose source fails breaks off: there is no other way to say so after its headers.
  if (text === undefined) return { body: undefined, faults: ['the body breaks off'] };
  if (response.status >= 500) faults.push(`it answers ${status}: ${text.slice(0, 300)}`);
  if (response.headers.get('x-content-type-options') !== 'nosniff')
    faults.push(`${status} lacks security headers`);
  if (method === 'HEAD' || response.status === 304) {
    if (text !== '') faults.push(`${method} ${status} has a body`);
    return { body: undefined, faults };
  }
  const body = parse(text, type);
  if (body instanceof SyntaxError)
    return { body: undefined, faults: [...faults, `the body is no JSON: ${body.message}`] };
  const malformed = findMalformed(body);
  if (malformed !== undefined) faults.push('a string of the body is not well formed');
  if (response.status >= 400) {
    if (type !== 'application/problem+json') faults.push(`${status} is ${type}, no problem`);
    const broken = description.problemFault(body);
    if (broken !== undefined) faults.push(`the problem breaks its schema: ${broken}`);
    if ((body as { status?: number }).status !== response.status)
      faults.push(`the problem has another status than ${status}`);
  }
  const fault = described(description, method, url, response.status, type, body);
  if (fault !== undefined) faults.push(fault);
  return { body, faults };
}

/** Why the answer is not as the operation at this address describes it. */
function described(
  description: Description,
  method: string,
  url: string,
  status: number,
  type: string,
  body: unknown,
): string | undefined {
  const operation = operationAt(description, method, url);
  if (operation === undefined)
    return status < 400 ? `${status} from an address that is not described` : undefined;
  const types = operation.responses[status];
  if (types === undefined) return `${status} is not described`;
  if (types.length === 0 && type === '') return undefined; // a redirect has no body
  if (!types.includes(type)) return `${status} is ${type}, but ${types.join(', ')} is described`;
  const fault = status < 400 ? description.schemaFault(operation, String(status), type, body) : undefined;
  return fault === undefined ? undefined : `the answer breaks its schema: ${fault}`;
}

/** Where several match, a fixed part of a path counts more than a variable one. */
function operationAt({ operations }: Description, method: string, url: string): Operation | undefined {
  const given = new URL(`http://localhost${url}`).pathname.split('/');
  const fits = ({ path }: Operation) => {
    const wanted = path.split('/');
    return (
      wanted.length === given.length && wanted.every((part, i) => part.startsWith('{') || part === given[i])
    );
  };
  const variable = ({ path }: Operation) => path.split('{').length;
  return operations
    .filter((each) => each.method === method && fits(each))
    .sort((a, b) => variable(a) - variable(b))[0];
}

async function textOf(response: Response): Promise<string> {
  const encoding = response.headers.get('content-encoding');
  if (encoding === null || response.body === null) return response.text();
  return new Response(response.body.pipeThrough(new DecompressionStream(encoding as 'gzip'))).text();
}

/** JSON as its value, anything else as its text. */
function parse(text: string, type: string): unknown {
  if (!/^application\/(\w[\w.]*\+)?json$/.test(type)) return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

function remember(memory: Memory, { url }: ApiRequest, response: Response, body: unknown): void {
  const etag = response.headers.get('etag');
  if (etag !== null) memory.etags.push({ url, etag });
  const next = (body as { next?: unknown } | undefined)?.next;
  if (typeof next === 'string') memory.cursors.push({ url: url.replace(/[?&]cursor=[^&]*/, ''), next });
  memory.etags.splice(0, memory.etags.length - mostRemembered);
  memory.cursors.splice(0, memory.cursors.length - mostRemembered);
}

/** As one would type it, cut to a line. */
function describe({ method, url, headers, body }: ApiRequest): string {
  const fields = Object.entries(headers).map(([name, value]) => ` -H '${name}: ${value.slice(0, 60)}'`);
  const data = body === undefined ? '' : ` -d '${body.slice(0, 200)}'`;
  return `${method} ${url.slice(0, 300)}${fields.join('')}${data}`;
}
