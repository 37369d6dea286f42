import { describe, expect, it } from 'vitest';
import { comment, typescriptType } from '../../../../clients/generator/typescriptType.ts';

describe('the TypeScript type of a schema', () => {
  it.each([
    [{ type: 'integer' }, 'number'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ const: "it's" }, "'it\\'s'"],
    [{ enum: ['a', 'b', 1] }, "'a' | 'b' | 1"],
    [{ $ref: '#/components/schemas/Story' }, 'Story'],
    [{ type: 'array', items: { $ref: '#/components/schemas/Story' } }, 'Story[]'],
    [{ type: 'array', items: { type: ['string', 'null'] } }, 'Array<string | null>'],
    [{ type: 'array', prefixItems: [{ type: 'number' }, { type: 'string' }] }, '[number, string]'],
    [{ anyOf: [{ type: 'string' }, { type: 'string', format: 'date' }] }, 'string'],
    [{ allOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] }, 'A & B'],
    [{ type: 'object', additionalProperties: { type: 'number' } }, 'Record<string, number>'],
    [{ type: 'object' }, 'Record<string, unknown>'],
    [{}, 'unknown'],
  ])('%j is %s', (schema, type) => {
    expect(typescriptType(schema)).toBe(type);
  });

  it('has a line for each member, optional unless it is required', () => {
    const schema = {
      type: 'object',
      properties: { id: { type: 'string', description: 'Its name.' }, '@id': { type: 'number' } },
      required: ['id'],
    };
    expect(typescriptType(schema)).toBe("{\n  /** Its name. */\n  id: string;\n  '@id'?: number;\n}");
  });

  it('never ends a comment early, and breaks long ones', () => {
    expect(comment('a */ b', '')).toEqual(['/** a *\\/ b */']);
    expect(comment('word '.repeat(60).trim(), '  ').every((line) => line.length <= 110)).toBe(true);
  });
});
