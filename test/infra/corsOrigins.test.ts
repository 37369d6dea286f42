import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { addStacks } from '../../infra/stacks.ts';
import { bundles, only } from './templates.ts';

/** The CORS rules of the inbox bucket in a deployment with this setting. */
function inboxRules(corsOrigins: string) {
  const { data } = addStacks(new App({ context: { corsOrigins } }), bundles);
  const buckets = Object.values(Template.fromStack(data).findResources('AWS::S3::Bucket'));
  return buckets.flatMap(({ Properties }) => Properties.CorsConfiguration?.CorsRules ?? []);
}

describe('pages that may upload from a browser', () => {
  it('are none by default', () => {
    expect(only('AWS::S3::Bucket', 'Inbox')[1].Properties.CorsConfiguration).toBeUndefined();
  });

  it('are those of the configured origins, and they may only put', () => {
    expect(inboxRules('https://desk.example,http://localhost:8080')).toEqual([
      {
        AllowedMethods: ['PUT'],
        AllowedOrigins: ['https://desk.example', 'http://localhost:8080'],
        AllowedHeaders: ['*'],
        ExposedHeaders: ['etag'],
        MaxAge: 3600,
      },
    ]);
  });
});
