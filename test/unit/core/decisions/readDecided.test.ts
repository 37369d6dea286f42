import { describe, expect, it } from 'vitest';
import { isFault, readDecided } from '../../../../core/decisions/readDecided.ts';

const doc = '0'.repeat(32);

describe('what people write as a decision', () => {
  it('is read', () => {
    const merge = { action: 'merge', entity: 'person/a', into: 'person/b' };
    expect(readDecided(merge)).toEqual(merge);
    const pin = { action: 'pin', document: doc, surface: 'Blair', to: 'person/cherie-blair' };
    expect(readDecided(pin)).toEqual(pin);
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['without an action', {}, 'action', "A decision needs 'action': one of merge, split,"],
    [
      'of an unknown action',
      { action: 'marry' },
      'action',
      "Invalid value for 'action': expected one of merge",
    ],
    [
      'that lacks a field',
      { action: 'merge', entity: 'person/a' },
      'into',
      "'merge' needs 'into': an id like person/okoye.",
    ],
    [
      'with a field of another action',
      { action: 'hide', entity: 'person/a', surface: 'A' },
      'surface',
      "'hide' takes no 'surface'.",
    ],
    [
      'about what is no entity',
      { action: 'hide', entity: 'Maria' },
      'entity',
      "Invalid value for 'entity': expected an id like person/okoye.",
    ],
    [
      'with a name of two lines',
      { action: 'rename', entity: 'person/a', name: 'A\nB' },
      'name',
      "Invalid value for 'name': expected the name to show, one line of at most 200 characters.",
    ],
    [
      'about too many documents',
      {
        action: 'split',
        entity: 'person/a',
        documents: Array.from({ length: 101 }, () => doc),
        into: 'person/b',
      },
      'documents',
      "Invalid value for 'documents': expected ids of documents, at most 100.",
    ],
    [
      'about what is no document',
      { action: 'split', entity: 'person/a', documents: ['x'], into: 'person/b' },
      'documents',
      "Invalid value for 'documents': expected ids of documents, at most 100.",
    ],
    [
      'with a new id that no name makes',
      { action: 'split', entity: 'person/a', documents: [doc], into: 'person/Tony-Öther' },
      'into',
      "Invalid value for 'into': no name has the id person/Tony-Öther; write person/tony-other.",
    ],
    [
      'with a new id of hyphens',
      { action: 'pin', document: doc, entity: 'person/a', to: 'person/--' },
      'to',
      "Invalid value for 'to': no name has the id person/--.",
    ],
    [
      'that pins nothing',
      { action: 'pin', document: doc, to: 'person/a' },
      'surface',
      "'pin' takes either 'entity' or 'surface'.",
    ],
    [
      'that pins two things',
      { action: 'pin', document: doc, entity: 'person/b', surface: 'B', to: 'person/a' },
      'surface',
      "'pin' takes either 'entity' or 'surface'.",
    ],
  ])('%s is refused in words', (_, fields, field, message) => {
    const fault = readDecided(fields);
    expect(isFault(fault)).toBe(true);
    expect(fault).toMatchObject({ field, message: expect.stringContaining(message) });
  });
});
