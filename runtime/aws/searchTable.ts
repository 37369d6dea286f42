/**
 * The `Search` port on AWS: LanceDB on the archive bucket. It has a file of its own, because only some
 * functions carry LanceDB's native build of 160 MB.
 */
import * as z from 'zod';
import type { Search } from '../../core/ports/search.ts';
import { LanceSearch } from '../lance/search.ts';
import type { Environment } from './clients.ts';
import { checkEnvironment } from './environment.ts';
import { variables } from './variables.ts';

const uri = z
  .string('is not set')
  .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/.+/, 'is not a folder of a bucket (s3://bucket/folder)');

/**
 * Opens the table that `DATELINE_SEARCH_URI` names.
 *
 * @throws EnvironmentFault
 */
export async function searchFromEnvironment(environment: Environment = process.env): Promise<Search> {
  const values = checkEnvironment({ [variables.search]: uri }, environment);
  return LanceSearch.open({
    uri: values[variables.search] ?? '',
    storageOptions: storageOptions(environment),
  });
}

/**
 * Options for LanceDB's own S3 client. It reads region and credentials from the environment, as the SDK does,
 * but it ignores `AWS_ENDPOINT_URL` and refuses plain http by default.
 */
export function storageOptions(environment: Environment): Record<string, string> {
  const endpoint = environment.AWS_ENDPOINT_URL;
  if (endpoint === undefined) return {};
  return {
    aws_endpoint: endpoint,
    aws_virtual_hosted_style_request: 'false',
    allow_http: String(endpoint.startsWith('http:')),
  };
}
