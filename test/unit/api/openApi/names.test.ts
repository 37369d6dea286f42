import { describe, expect, it } from 'vitest';
import { answerName, itemName, operationId } from '../../../../api/openApi/names.ts';

describe('names in the description of the API', () => {
  it.each([
    ['/v1/documents', 'Documents', 'DocumentItem'],
    ['/v1/documents/:id', 'Document', 'DocumentItem'],
    ['/v1/documents/:id/mentions', 'DocumentMentions', 'DocumentMentionItem'],
    ['/v1/entities/:type/:slug', 'Entity', 'EntityItem'],
    ['/v1/entities/:type/:slug/co-mentions', 'EntityCoMentions', 'EntityCoMentionItem'],
    ['/v1/documents/feed.atom', 'DocumentsFeedAtom', 'DocumentsFeedAtomItem'],
    ['/v1/stories', 'Stories', 'StoryItem'],
    ['/openapi.json', 'OpenapiJson', 'OpenapiJsonItem'],
  ])('%s is %s, with %s', (path, name, item) => {
    expect([answerName(path), itemName(name)]).toEqual([name, item]);
  });

  it('tell the methods of a path apart', () => {
    expect(operationId({ path: '/v1/decisions' })).toBe('getDecisions');
    expect(operationId({ path: '/v1/decisions', method: 'POST' })).toBe('postDecisions');
  });
});
