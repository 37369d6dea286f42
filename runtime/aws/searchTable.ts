/**
 * The `Search` port on AWS: LanceDB on the archive bucket. It has a file of its own, because only some
 * functions carry LanceDB's native build of 160 MB.
 */
import * as z from 'zod';
import { ServiceFault } from '../../core/errors.ts';
import { omitUndefined } from '../../core/omitUndefined.ts';
import type { Objects } from '../../core/ports/objects.ts';
import type { ReadRecentRows } from '../../core/ports/recentRows.ts';
import { paginate } from '../../core/protocol/paginate.ts';
import type { Ports } from '../../core/protocol/ports.ts';
import { mostRowsToCompact, searchDivision } from '../../core/protocol/topology.ts';
import { searchFolder, searchPrefix } from '../../core/records/archive.ts';
import { claimSearchTable } from '../../core/records/searchTableClaim.ts';
import { EpochSearch } from '../lance/epochSearch.ts';
import { LanceSearch } from '../lance/search.ts';
import { type Environment, ownDomain, s3Host } from './clients.ts';
import { readVariable } from './environment.ts';
import { variables } from './variables.ts';

const uri = z
  .string('is not set')
  .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/.+/, 'is not a folder of a bucket (s3://bucket/folder)');

/**
 * Queries look for newer versions this often, which takes a request to S3 per part. What another process
 * merged meanwhile is still among the recent rows.
 */
const defaultFreshMilliseconds = 10_000;

/**
 * So many documents of today are read when somebody asks. A summary of few would be made anew for each of
 * them, and a day of 1,000 documents pays for one.
 */
export const fewToday = 1_000;

export interface SearchOptions {
  /** Whether it creates the first epoch of a new table. */
  create?: boolean;
  /** The bucket in which it may remove the search tables of earlier epochs. */
  archive?: Objects;
  /** How old the versions may be that queries read. */
  freshMilliseconds?: number;
  /** For readers: rows that wait to be merged. */
  recentRows?: ReadRecentRows;
}

/**
 * Opens the search table of the current epoch, in the folder that `DATELINE_SEARCH_URI` names.
 *
 * @throws EnvironmentFault
 */
export async function searchFromEnvironment(
  { table, clock }: Pick<Ports, 'table' | 'clock'>,
  { create = false, archive, freshMilliseconds = defaultFreshMilliseconds, recentRows }: SearchOptions = {},
  environment: Environment = process.env,
): Promise<EpochSearch> {
  const folder = readVariable(variables.search, uri, environment);
  const open = async (epoch: string) =>
    withStorageFaults(
      await LanceSearch.open({
        uri: `${folder}/${epoch}`,
        storageOptions: storageOptions(environment),
        division: searchDivision.aws,
        claimTable: (name) => claimSearchTable(table, `${epoch}/${name}`, clock()),
        mostRowsToCompact,
        fewToday,
        freshMilliseconds,
        ...(recentRows && { recentRows }),
      }),
    );
  return EpochSearch.open({
    table,
    clock,
    open,
    create,
    ...(archive && { removeOthers: (epoch: string) => removeOthers(archive, epoch) }),
  });
}

/** Hides the files of other epochs; a rule of the bucket removes hidden files after a day. */
async function removeOthers(archive: Objects, epoch: string): Promise<void> {
  for await (const { key } of paginate((cursor) => archive.list(searchPrefix, cursor)))
    if (!key.startsWith(searchFolder(epoch))) await archive.delete(key);
}

/**
 * Options for LanceDB's own S3 client. It reads the region from the environment of the process, as the SDK
 * does, but it ignores `AWS_ENDPOINT_URL`, refuses plain http by default, and knows only the domain of most
 * regions.
 */
export function storageOptions(environment: Environment): Record<string, string> {
  const { AWS_ENDPOINT_URL: endpoint, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret } = environment;
  const { AWS_SESSION_TOKEN: token, AWS_REGION: region = '' } = environment;
  const credentials = omitUndefined({
    aws_access_key_id: id,
    aws_secret_access_key: secret,
    aws_session_token: token,
  });
  if (endpoint === undefined)
    return {
      ...credentials,
      ...(ownDomain(region) !== undefined && { aws_endpoint: `https://${s3Host(region)}` }),
    };
  return {
    ...credentials,
    aws_endpoint: endpoint,
    ...(region !== '' && { aws_region: region }),
    aws_virtual_hosted_style_request: 'false',
    allow_http: String(endpoint.startsWith('http:')),
    // A stand-in for S3 takes long to delete a thousand files in one request.
    timeout: '180s',
  };
}

/**
 * What S3 did not do after LanceDB's own repetitions: a request without an answer, an answer that broke off,
 * too many requests, an answer of 5xx. LanceDB has no error classes in Node.
 */
const storageFault = /\bHTTP error: |\bstatus code: (?:429|5\d\d)\b/;

/** The search table, whose calls throw a `ServiceFault` where S3 failed: no message is to blame. */
function withStorageFaults(search: LanceSearch): LanceSearch {
  const rethrow = (cause: unknown) => {
    if (cause instanceof Error && storageFault.test(cause.message))
      throw new ServiceFault('The storage of the search table failed.', { cause });
    throw cause;
  };
  return new Proxy(search, {
    get(target, name) {
      const call = Reflect.get(target, name, target) as unknown;
      if (typeof call !== 'function') return call;
      return (...parameters: unknown[]) => {
        const result: unknown = call.apply(target, parameters);
        return result instanceof Promise ? result.catch(rethrow) : result;
      };
    },
  });
}
