/** The syntax tree of a source file, as far as mutants need it. */

/** A node of ESTree with TypeScript. */
export interface AstNode {
  type: string;
  /** UTF-16 offsets. */
  start: number;
  end: number;
  [field: string]: unknown;
}

export function isStatement({ type }: AstNode): boolean {
  return (
    type === 'VariableDeclaration' ||
    type === 'PropertyDefinition' ||
    (type.endsWith('Statement') && type !== 'BlockStatement')
  );
}

/** The nodes inside, without types. */
export function childrenOf(node: AstNode): AstNode[] {
  const found: AstNode[] = [];
  for (const [field, value] of Object.entries(node)) {
    if (field === 'typeAnnotation' || field === 'typeParameters' || field === 'typeArguments') continue;
    for (const each of Array.isArray(value) ? value : [value]) if (isNode(each)) found.push(each);
  }
  return found.sort((a, b) => a.start - b.start);
}

export function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && typeof (value as AstNode).type === 'string';
}
