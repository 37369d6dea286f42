/** A client of the deployed app: it uploads to the inbox bucket and calls the API with a key. */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createApiKey } from '../../core/records/apiKey.ts';
import { dynamoClient } from '../../runtime/aws/clients.ts';
import { DynamoTable } from '../../runtime/aws/table.ts';
import { Deployed, deployedFunctions, outputs, s3 } from './deployed.ts';
import type { Lambda } from './lambda.ts';

export const inbox = outputs['dateline-data']?.InboxBucket ?? '';
export const archive = outputs['dateline-data']?.ArchiveBucket ?? '';

export interface List<T> {
  items: T[];
  next: string | null;
}
export interface DocumentItem {
  id: string;
  key: string;
  title: string;
}

interface Asked {
  name?: 'query' | 'search';
  /** A separate instance of the function; the default is the shared one. */
  at?: Lambda;
  authorization?: string;
  sent?: object;
}

export class Desk {
  readonly app: Deployed;
  readonly table: DynamoTable;
  /** The key of the API. */
  readonly #key: string;

  private constructor(app: Deployed, table: DynamoTable, key: string) {
    this.app = app;
    this.table = table;
    this.#key = key;
  }

  static async open(): Promise<Desk> {
    const table = new DynamoTable(dynamoClient(), outputs['dateline-data']?.TableName ?? '');
    const { key } = await createApiKey(
      table,
      { name: 'test', scopes: ['read', 'operate', 'upload'], rate: 100_000 },
      Date.now(),
    );
    return new Desk(new Deployed(await deployedFunctions()), table, key);
  }

  /** What the gateway's authorizer says of a header; by default of this client's own key. */
  authorize(header = `Bearer ${this.#key}`): Promise<{ isAuthorized: boolean }> {
    return this.app.lambda('authorize').invoke({ identitySource: [header] });
  }

  /** The event that S3 would send to the queue; keys are form-encoded. */
  notification(eventName: string, key: string): unknown {
    const object = { key: encodeURIComponent(key).replaceAll('%20', '+'), sequencer: '0' };
    return {
      Records: [
        {
          eventVersion: '2.1',
          eventSource: 'aws:s3',
          awsRegion: 'us-east-1',
          eventName,
          s3: { bucket: { name: inbox }, object },
        },
      ],
    };
  }

  async upload(key: string, body: string): Promise<void> {
    await s3.send(new PutObjectCommand({ Bucket: inbox, Key: key, Body: body, ContentType: 'text/plain' }));
    await this.app.send('uploads', this.notification('ObjectCreated:Put', key));
  }

  /** The response to a GET, from the function to which the HTTP API routes it. */
  get<T>(path: string, name: 'query' | 'search' = 'query', authorization?: string) {
    return this.ask<T>('GET', path, { name, ...(authorization !== undefined && { authorization }) });
  }

  async ask<T>(
    method: 'GET' | 'POST',
    path: string,
    { name = 'query', at = this.app.lambda(name), authorization = `Bearer ${this.#key}`, sent }: Asked,
  ): Promise<{ status: number; body: T; location: string | undefined }> {
    const [rawPath = '', rawQueryString = ''] = path.split('?');
    const { statusCode, body, headers, isBase64Encoded } = await at.invoke<APIGatewayProxyStructuredResultV2>(
      {
        version: '2.0',
        routeKey: '$default',
        rawPath,
        rawQueryString,
        headers: { host: 'api.example', accept: 'application/json', ...(authorization && { authorization }) },
        requestContext: {
          accountId: '123456789012',
          apiId: 'api',
          domainName: 'api.example',
          http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
          requestId: 'test',
          routeKey: '$default',
          stage: '$default',
          time: '04/May/2021:12:00:00 +0000',
          timeEpoch: 1620129600000,
        },
        ...(sent && { body: JSON.stringify(sent) }),
        isBase64Encoded: false,
      },
    );
    const text = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : (body ?? '');
    const parsed: unknown = text === '' ? undefined : JSON.parse(text);
    return { status: statusCode ?? 0, body: parsed as T, location: headers?.location?.toString() };
  }

  async documents(): Promise<DocumentItem[]> {
    return (await this.get<List<DocumentItem>>('/v1/documents')).body.items;
  }

  async withKey(key: string): Promise<DocumentItem[]> {
    return (await this.documents()).filter((document) => document.key === key);
  }
}
