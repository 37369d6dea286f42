import { describe, expect, it } from 'vitest';
import { searchWait } from '../../../../core/protocol/searchWait.ts';
import { wordList } from '../../../../core/text/wordSet.ts';
import {
  authFromEnvironment,
  EnvironmentFault,
  portsFromEnvironment,
  searchWaitFromEnvironment,
  taggerFromEnvironment,
} from '../../../../runtime/aws/environment.ts';
import { searchFromEnvironment, storageOptions } from '../../../../runtime/aws/searchTable.ts';
import { MemoryTable } from '../../../../runtime/memory/table.ts';

const whole = {
  AWS_REGION: 'us-east-1',
  DATELINE_INBOX_BUCKET: 'dateline-inbox-1-us-east-1',
  DATELINE_ARCHIVE_BUCKET: 'archive.bucket',
  DATELINE_TABLE: 'Data-Table_1',
  DATELINE_QUEUE_TOUCHED: 'https://sqs.us-east-1.amazonaws.com/123456789012/touched',
  DATELINE_DEAD_TOUCHED: 'https://sqs.us-east-1.amazonaws.com/123456789012/touched-dead',
};

describe('portsFromEnvironment', () => {
  it('makes only the needed ports', () => {
    const ports = portsFromEnvironment({ ports: ['archive', 'table'], queues: ['touched'] }, whole);
    expect(Object.keys(ports).sort()).toEqual(wordList`archive clock codeVersions log queues table usage`);
    expect(Object.keys(ports.queues)).toEqual(['touched']);
  });

  it('requires no other variables', () => {
    const { DATELINE_TABLE } = whole;
    expect(Object.keys(portsFromEnvironment({ ports: ['table'] }, { DATELINE_TABLE }))).toContain('table');
  });

  it('names all missing or malformed variables in one sentence, without their values', () => {
    const environment = {
      ...whole,
      DATELINE_TABLE: undefined,
      DATELINE_INBOX_BUCKET: 'Not A Bucket',
      DATELINE_QUEUE_TOUCHED: 'file:///secret',
    };
    const make = () =>
      portsFromEnvironment(
        { ports: ['inbox', 'archive', 'table'], queues: ['touched', 'uploads'] },
        environment,
      );
    expect(make).toThrow(EnvironmentFault);
    expect(make).toThrow(
      new EnvironmentFault(
        "The function's environment is invalid: DATELINE_INBOX_BUCKET is not a bucket name, DATELINE_TABLE is not set, " +
          'DATELINE_QUEUE_TOUCHED is not the URL of a queue, DATELINE_QUEUE_UPLOADS is not set.',
      ),
    );
  });

  it('requires the dead-letter queues only for depths', () => {
    const { DATELINE_DEAD_TOUCHED, ...rest } = whole;
    expect(DATELINE_DEAD_TOUCHED).toBeDefined();
    const needs = { ports: ['table'], queues: ['touched'], depths: true } as const;
    expect(() => portsFromEnvironment(needs, rest)).toThrow('DATELINE_DEAD_TOUCHED is not set');
    expect(Object.keys(portsFromEnvironment(needs, whole).queues)).toEqual(['touched']);
  });
});

describe('authFromEnvironment', () => {
  it('says who asks callers for their identity', () => {
    expect(authFromEnvironment({ DATELINE_AUTH: 'jwt' })).toBe('jwt');
    expect(() => authFromEnvironment({})).toThrow('DATELINE_AUTH is not set');
    expect(() => authFromEnvironment({ DATELINE_AUTH: 'none' })).toThrow(
      'DATELINE_AUTH is not one of key, iam, jwt',
    );
  });
});

describe('searchFromEnvironment', () => {
  it.each([
    [undefined, 'DATELINE_SEARCH_URI is not set'],
    ['s3://bucket', 'is not a folder of a bucket'],
    ['/tmp/search', 'is not a folder of a bucket'],
  ])('refuses %s', async (uri, message) => {
    const ports = { table: new MemoryTable(), clock: Date.now };
    await expect(searchFromEnvironment(ports, {}, { DATELINE_SEARCH_URI: uri })).rejects.toThrow(message);
  });

  it("configures LanceDB with the SDK's endpoint, over plain http only if the endpoint says so", () => {
    expect(storageOptions({})).toEqual({});
    expect(storageOptions({ AWS_ENDPOINT_URL: 'http://127.0.0.1:5000' })).toMatchObject({
      aws_endpoint: 'http://127.0.0.1:5000',
      allow_http: 'true',
      timeout: '180s',
    });
    expect(storageOptions({ AWS_ENDPOINT_URL: 'https://s3.example' })).toMatchObject({ allow_http: 'false' });
  });

  it('tells LanceDB the domain of S3 where it is another one, which it does not know', () => {
    for (const [region, host] of [
      ['cn-north-1', 's3.cn-north-1.amazonaws.com.cn'],
      ['eusc-de-east-1', 's3.eusc-de-east-1.amazonaws.eu'],
    ])
      expect(storageOptions({ AWS_REGION: region })).toEqual({ aws_endpoint: `https://${host}` });
    for (const region of ['eu-north-1', 'us-gov-west-1'])
      expect(storageOptions({ AWS_REGION: region })).toEqual({});
  });

  it('gives LanceDB the credentials of the environment, temporary ones with their token', () => {
    const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
    const options = { aws_access_key_id: 'id', aws_secret_access_key: 'secret' };
    expect(storageOptions(keys)).toEqual(options);
    expect(storageOptions({ ...keys, AWS_SESSION_TOKEN: 'token' })).toEqual({
      ...options,
      aws_session_token: 'token',
    });
  });
});

it('says whether search rows wait for others', () => {
  expect(searchWaitFromEnvironment({ DATELINE_SEARCH_WAITS: 'true' })).toEqual(searchWait.aws);
  expect(searchWaitFromEnvironment({ DATELINE_SEARCH_WAITS: 'false' })).toBeUndefined();
  expect(() => searchWaitFromEnvironment({})).toThrow('DATELINE_SEARCH_WAITS is not set');
  expect(() => searchWaitFromEnvironment({ DATELINE_SEARCH_WAITS: 'perhaps' })).toThrow(
    'is not true or false',
  );
});

it('the tagger is the fast one unless the deployment chose another', () => {
  expect(taggerFromEnvironment({})).toBe('fast');
  expect(taggerFromEnvironment({ DATELINE_TAGGER: 'accurate' })).toBe('accurate');
  expect(() => taggerFromEnvironment({ DATELINE_TAGGER: 'slow' })).toThrow(
    'DATELINE_TAGGER is not one of fast, accurate',
  );
});
