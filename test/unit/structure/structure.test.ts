import { describe, expect, it } from 'vitest';
import type { Layer } from '../../structure/layers.ts';
import {
  forbiddenImports,
  type ImportTree,
  importCircles,
  parseImports,
  unusedExports,
} from '../../structure/structure.ts';

function tree(sources: Record<string, string>): ImportTree {
  return new Map(Object.entries(sources).map(([file, source]) => [file, parseImports(file, source)]));
}

describe('parseImports', () => {
  it('reads imports, type imports, re-exports and dynamic imports', () => {
    const source = `
      import { a } from './a.ts';
      import type { B } from '../b.ts';
      import 'zod';
      export { c } from './deep/c.ts';
      import {
        d,
        e,
      } from 'node:fs';
      const f = await import('./f.ts');`;
    expect(parseImports('core/x/here.ts', source)).toEqual({
      files: ['core/x/a.ts', 'core/b.ts', 'core/x/deep/c.ts', 'core/x/f.ts'],
      packages: ['zod', 'node:fs'],
    });
  });
});

describe('forbiddenImports', () => {
  const layers: Layer[] = [
    { path: 'core', imports: [], packages: ['zod'] },
    { path: 'functions', imports: ['core'] },
    { path: 'functions/*/handler.ts', imports: ['core', 'functions', 'runtime'] },
    { path: 'runtime', imports: ['core'] },
  ];

  it('allows imports within a layer, to allowed layers and of allowed packages', () => {
    const allowed = tree({
      'core/a.ts': "import { b } from './b.ts';\nimport * as z from 'zod/mini';",
      'core/b.ts': '',
      'functions/store/store.ts': "import '../../core/a.ts';\nimport 'any-package';",
      'functions/store/handler.ts': "import './store.ts';\nimport '../../runtime/table.ts';",
      'runtime/table.ts': "import '../core/b.ts';",
    });
    expect(forbiddenImports(allowed, layers)).toEqual([]);
  });

  it('finds an import of a higher layer, of a package, and a file of no layer', () => {
    const forbidden = tree({
      'core/a.ts': "import type { T } from '../runtime/table.ts';\nimport 'node:fs';",
      'functions/store/store.ts': "import '../../runtime/table.ts';",
      'runtime/table.ts': '',
      'elsewhere/x.ts': '',
    });
    expect(forbiddenImports(forbidden, layers)).toEqual([
      'core/a.ts imports runtime/table.ts: core may not import it.',
      'core/a.ts imports node:fs: core may not use it.',
      'functions/store/store.ts imports runtime/table.ts: functions may not import it.',
      'elsewhere/x.ts belongs to no layer (test/structure/layers.ts).',
    ]);
  });

  it('keeps core pure and handlers away from the local runtime', () => {
    const forbidden = tree({
      'core/text/language.ts': "import 'node:fs';",
      'functions/store/handler.ts': "import '../../runtime/local/table.ts';",
      'runtime/local/table.ts': "import '@aws-sdk/client-s3';",
    });
    expect(forbiddenImports(forbidden)).toHaveLength(3);
  });
});

describe('importCircles', () => {
  it('finds a circle of three files and a file that imports itself', () => {
    const circles = tree({
      'a.ts': "import './b.ts';",
      'b.ts': "import './c.ts';\nimport './d.ts';",
      'c.ts': "import type { A } from './a.ts';",
      'd.ts': "import './e.ts';",
      'e.ts': "import './e.ts';",
    });
    expect(importCircles(circles)).toEqual([['e.ts'], ['a.ts', 'b.ts', 'c.ts']]);
  });

  it('finds none in a diamond', () => {
    const diamond = tree({
      'a.ts': "import './b.ts';\nimport './c.ts';",
      'b.ts': "import './d.ts';",
      'c.ts': "import './d.ts';",
      'd.ts': '',
    });
    expect(importCircles(diamond)).toEqual([]);
  });
});

describe('unusedExports', () => {
  it('finds values that no other file imports, though one may have the same word', () => {
    const sources = {
      'core/a.ts':
        'export function used() {}\nexport async function lone() {}\nlone();\nexport const alone = 1;',
      'core/b.ts': "import { used as lone } from './a.ts';\n// alone\nexport default lone;",
      'test/c.ts': "import { alone } from '../core/b.ts';\nimport './d.ts';",
      'test/d.ts': 'export class D {}\nexport interface Shape {}',
    };
    expect(unusedExports(new Map(Object.entries(sources)))).toEqual([
      'core/a.ts exports lone, and no other file imports it.',
      'core/a.ts exports alone, and no other file imports it.',
      'test/d.ts exports D, and no other file imports it.',
    ]);
  });

  it('counts every export of a file that is imported whole, or that AWS Lambda calls', () => {
    const sources = {
      'core/a.ts': 'export const a = 1;',
      'core/b.ts': 'export const b = 1;',
      'core/c.ts': "import * as a from './a.ts';\nexport * from './b.ts';",
      'core/d.ts': "await import('./e.ts');",
      'core/e.ts': 'export const e = 1;',
      'functions/x/handler.ts': 'export const handler = 1;',
    };
    expect(unusedExports(new Map(Object.entries(sources)))).toEqual([]);
  });
});
