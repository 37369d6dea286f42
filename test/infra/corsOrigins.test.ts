import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { addStacks } from '../../infra/stacks.ts';
import { bundles, only } from './templates.ts';

/** The CORS rules of the inbox bucket in a deployment with this setting. */
function inboxRules(corsOrigins: string, context: Record<string, string> = {}) {
  const { data } = addStacks(new App({ context: { corsOrigins, ...context } }), bundles);
  const buckets = Object.values(Template.fromStack(data).findResources('AWS::S3::Bucket'));
  return buckets.flatMap(({ Properties }) => Properties.CorsConfiguration?.CorsRules ?? []);
}

/** The API in a deployment with this setting. */
function apiTemplate(corsOrigins: string): Template {
  return Template.fromStack(addStacks(new App({ context: { corsOrigins } }), bundles).api);
}

describe('pages that may ask the API from a browser', () => {
  it('are none by default', () => {
    expect(only('AWS::ApiGatewayV2::Api', '')[1].Properties.CorsConfiguration).toBeUndefined();
  });

  it('are those of the configured origins, without credentials; a preflight request needs no key', () => {
    const template = apiTemplate('https://desk.example');
    const [api] = Object.values(template.findResources('AWS::ApiGatewayV2::Api'));
    expect(api?.Properties.CorsConfiguration).toEqual({
      AllowOrigins: ['https://desk.example'],
      AllowMethods: ['GET', 'HEAD', 'POST', 'PUT'],
      AllowHeaders: [
        'authorization',
        'content-type',
        'accept',
        'if-match',
        'if-none-match',
        'if-modified-since',
      ],
      ExposeHeaders: expect.arrayContaining(['etag', 'retry-after']),
      MaxAge: 3600,
    });
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', {
      RouteKey: 'OPTIONS /{proxy+}',
      AuthorizationType: 'NONE',
    });
  });

  it('cannot spend the rate of requests with a key before they have one', () => {
    const settingsOf = (template: Template) => {
      const [stage] = Object.values(template.findResources('AWS::ApiGatewayV2::Stage'));
      return stage?.Properties.RouteSettings;
    };
    const own = { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 };
    expect(settingsOf(apiTemplate('https://desk.example'))).toMatchObject({ 'OPTIONS /{proxy+}': own });
    expect(settingsOf(apiTemplate(''))).not.toHaveProperty('OPTIONS /{proxy+}');
  });
});

describe('pages that may upload from a browser', () => {
  it('are those of the console by default, under whatever name the API gets', () => {
    const [rule] = inboxRules('');
    const [{ 'Fn::Join': joined }] = rule.AllowedOrigins;
    expect(joined[1][0]).toBe('https://*.execute-api.');
    // In China it is another one.
    expect(joined[1].at(-1)).toEqual({ Ref: 'AWS::URLSuffix' });
    expect(rule.AllowedMethods).toEqual(['PUT']);
  });

  it('are none by default where there is no console', () => {
    expect(inboxRules('', { auth: 'iam' })).toEqual([]);
  });

  it('are those of the configured origins too, and they may only put', () => {
    expect(inboxRules('https://desk.example,http://localhost:8080')).toEqual([
      {
        AllowedMethods: ['PUT'],
        AllowedOrigins: [expect.anything(), 'https://desk.example', 'http://localhost:8080'],
        AllowedHeaders: ['*'],
        ExposedHeaders: ['etag'],
        MaxAge: 3600,
      },
    ]);
  });
});
