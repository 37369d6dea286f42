/**
 * Lists the mutants of a source file: copies of it in which one statement, condition or constant is broken.
 * `operators.ts` says how each kind of syntax is broken.
 */
import { createHash } from 'node:crypto';
import { parseSync } from 'oxc-parser';
import { mutationsOf } from './operators.ts';
import { type AstNode, childrenOf, isNode, isStatement } from './syntax.ts';

export interface Mutant {
  /**
   * Twelve hex digits made from the file, the function and the text of the statement, so that an explanation
   * survives when lines move. A change of the statement itself makes a new id: explain it again.
   */
  id: string;
  /** From the root of the repository. */
  file: string;
  /** Offsets of the replaced text in the file, in UTF-16 units. */
  start: number;
  end: number;
  replacement: string;
  /** What was done, such as `drop statement`. */
  operator: string;
  /** Inside a function that says what it returns: the compiler cannot notice it in another file. */
  typed: boolean;
  /** Inside a function; the rest runs once, when the file is loaded. */
  called: boolean;
}

/** All mutants of a file, in the order of its text. */
export function listMutants(file: string, source: string): Mutant[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file} does not parse: ${errors[0]?.message}`);
  const mutants: Mutant[] = [];
  const known = new Map<string, number>();
  visit(program as unknown as AstNode, {
    parents: [],
    name: '',
    statement: undefined,
    typed: false,
    called: false,
  });
  return mutants;

  function visit(node: AstNode, place: Place): void {
    const statement = isStatement(node) ? node : place.statement;
    const name = nameOf(node, source) ?? place.name;
    const typed = place.typed || saysWhatItReturns(node);
    const called = place.called || isFunction(node);
    const { mutations, skip } = mutationsOf(node, place.parents, source);
    for (const { start, end, replacement, operator } of mutations) {
      const context = statement === undefined ? '' : outline(statement, source);
      const identity = [file, name, context, operator, squeeze(source.slice(start, end)), replacement];
      const text = JSON.stringify(identity);
      const ordinal = known.get(text) ?? 0;
      known.set(text, ordinal + 1);
      const id = createHash('sha256').update(`${text}${ordinal}`).digest('hex').slice(0, 12);
      mutants.push({ id, file, start, end, replacement, operator, typed, called });
    }
    if (skip) return;
    const parents = [...place.parents, node];
    for (const child of childrenOf(node)) visit(child, { parents, name, statement, typed, called });
  }
}

interface Place {
  parents: readonly AstNode[];
  /** The innermost named function. */
  name: string;
  statement: AstNode | undefined;
  typed: boolean;
  called: boolean;
}

/** The mutated text of the file. */
export function applyMutant(source: string, { start, end, replacement }: Mutant): string {
  return source.slice(0, start) + replacement + source.slice(end);
}

/** The changed lines, as a diff shows them. */
export function showMutant(source: string, mutant: Mutant): string {
  const line = source.slice(0, mutant.start).split('\n').length;
  const from = source.lastIndexOf('\n', mutant.start - 1) + 1;
  const next = source.indexOf('\n', mutant.end);
  const to = next === -1 ? source.length : next;
  const before = source.slice(from, to);
  const after = source.slice(from, mutant.start) + mutant.replacement + source.slice(mutant.end, to);
  const marked = (mark: string, text: string) =>
    text
      .split('\n')
      .filter((each) => each.trim() !== '')
      .map((each) => `${mark} ${each}`);
  return [
    `${mutant.id} ${mutant.file}:${line} ${mutant.operator}`,
    ...marked('-', before),
    ...marked('+', after),
  ].join('\n');
}

/** A method has one inside it. */
const isFunction = ({ type }: AstNode): boolean => /Function(Declaration|Expression)$/.test(type);

const saysWhatItReturns = (node: AstNode): boolean => isFunction(node) && isNode(node.returnType);

function nameOf(node: AstNode, source: string): string | undefined {
  const named = node.type === 'MethodDefinition' ? node.key : node.id;
  const isNamed = ['FunctionDeclaration', 'MethodDefinition', 'VariableDeclarator'].includes(node.type);
  return isNamed && named ? source.slice((named as AstNode).start, (named as AstNode).end) : undefined;
}

/** The text of a statement, with the blocks inside it left out. */
function outline(statement: AstNode, source: string): string {
  const blocks: AstNode[] = [];
  const collect = (node: AstNode): void => {
    if (node.type === 'BlockStatement' && node !== statement) blocks.push(node);
    else for (const child of childrenOf(node)) collect(child);
  };
  collect(statement);
  let text = '';
  let at = statement.start;
  for (const { start, end } of blocks) {
    text += source.slice(at, start);
    at = end;
  }
  return squeeze(text + source.slice(at, statement.end));
}

const squeeze = (text: string): string => text.replaceAll(/\s+/g, ' ');
