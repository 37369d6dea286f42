/** A mention may be written like what every object of JavaScript has: "constructor", "hasOwnProperty". */
import { expect, it } from 'vitest';
import type { Mention } from '../../../../../core/entities/annotation.ts';
import { identifyMentions } from '../../../../../core/identity/decisions/identify.ts';

const mention = (surface: string): Mention => ({
  ...{ start: 0, end: surface.length, surface, type: 'person', entity: 'person/velmar', name: surface },
  ...{ confidence: 1, link: { reason: 'same name' }, extractor: 'test' },
});

it('leaves such a name alone where another form is pinned', () => {
  const mentions = Object.getOwnPropertyNames(Object.prototype).map(mention);
  const surfaces = { Okoye: { to: 'person/amara-okoye', by: ['x'] } };
  expect(identifyMentions(mentions, { decided: { entities: {}, surfaces } })).toEqual(mentions);
});
