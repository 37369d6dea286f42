/**
 * How each kind of syntax is broken. Types, imports, log lines, the texts and names of errors, bounds of
 * concurrency, sizes of groups, and pauses stay as they are (`leftAlone.ts`).
 * A condition becomes `true` and `false`, which together are harder to notice than its negation.
 */
import {
  isAllOf,
  isErrorText,
  isLeftAlone,
  isName,
  isNothing,
  isOptionalPart,
  isOrder,
  isSign,
  isString,
} from './leftAlone.ts';
import { type AstNode, isNode } from './syntax.ts';

export interface Mutation {
  start: number;
  end: number;
  replacement: string;
  operator: string;
}

const comparisons: Record<string, string> = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
};
const methods: Record<string, string> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
};
/** Calls of these methods return something of the type of their object: they can be left out. */
const removable = new Set(['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'slice', 'trim', 'min']);
/** From here on a number is a size: it is halved and doubled. */
const smallNumber = 20;

/** The mutations of one node; `skip`: nothing inside it is mutated. */
export function mutationsOf(
  node: AstNode,
  parents: readonly AstNode[],
  source: string,
): { mutations: Mutation[]; skip?: boolean } {
  if (isLeftAlone(node, source)) return { mutations: [], skip: true };
  const mutations: Mutation[] = [];
  const text = ({ start, end }: AstNode) => source.slice(start, end);
  const replace = (operator: string, { start, end }: AstNode, replacement: string) =>
    mutations.push({ start, end, replacement, operator });
  const parent = parents.at(-1);

  switch (node.type) {
    case 'ExpressionStatement':
    case 'ThrowStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      if (!isString(node.expression) && !isAllOf(node, parents)) replace('drop statement', node, ';');
      break;
    case 'ReturnStatement':
      if (node.argument === null && !isAllOf(node, parents)) replace('drop statement', node, ';');
      break;
    case 'IfStatement':
      for (const value of ['true', 'false']) replace(`condition ${value}`, node.test as AstNode, value);
      break;
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForStatement':
      if (node.test) replace('condition false', node.test as AstNode, 'false');
      break;
    case 'ForOfStatement':
      replace('drop loop', node, ';');
      break;
    case 'ConditionalExpression':
      replace('condition true', node, `(${text(node.consequent as AstNode)})`);
      replace('condition false', node, `(${text(node.alternate as AstNode)})`);
      break;
    case 'LogicalExpression':
      // `...(a !== undefined && { a })`: it is dropped as a whole, and `a: undefined` is stored as nothing.
      if (isOptionalPart(node, parents)) break;
      replace('only left', node, `(${text(node.left as AstNode)})`);
      replace('only right', node, `(${text(node.right as AstNode)})`);
      break;
    case 'BinaryExpression':
      if (!isOrder(parent)) mutateOperator(node, source, replace);
      break;
    case 'AssignmentExpression':
      if (node.operator === '+=') replaceBetween(node, source, '+=', '-=', replace);
      break;
    case 'UpdateExpression':
      replace(
        'other direction',
        node,
        text(node).replace(/\+\+|--/, (sign) => (sign === '++' ? '--' : '++')),
      );
      break;
    case 'UnaryExpression':
      if (node.operator === '!' || node.operator === '-')
        replace(`drop ${node.operator}`, node, text(node.argument as AstNode));
      break;
    case 'Literal':
      if (![isSign, isErrorText, isNothing].some((is) => is(node, parents)) && !isName(node, parent))
        mutateLiteral(node, replace);
      break;
    case 'TemplateLiteral':
      if (parent?.type !== 'TaggedTemplateExpression' && !isErrorText(node, parents))
        replace('other string', node, "''");
      break;
    case 'ObjectExpression':
      dropEach('drop property', node.properties as AstNode[], source, mutations);
      break;
    case 'ArrayExpression':
      dropEach('drop element', (node.elements as (AstNode | null)[]).filter(isNode), source, mutations);
      break;
    case 'CallExpression':
    case 'NewExpression':
      dropEach('drop argument', (node.arguments as AstNode[]).slice(-1), source, mutations);
      mutateMethod(node, text, replace);
      break;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression': {
      const body = node.body as AstNode | null;
      if (body?.type === 'BlockStatement' && (body.body as AstNode[]).length > 1)
        replace('empty function', body, '{}');
    }
  }
  return { mutations };
}

type Replace = (operator: string, range: AstNode, replacement: string) => void;

function mutateOperator(node: AstNode, source: string, replace: Replace): void {
  const operator = node.operator as string;
  const isConcatenation =
    operator === '+' &&
    [node.left, node.right].some((side) => isString(side) || (side as AstNode).type === 'TemplateLiteral');
  const other = operator === '+' && !isConcatenation ? '-' : comparisons[operator];
  if (other !== undefined) replaceBetween(node, source, operator, other, replace);
}

/** Replaces an operator between the two sides of a node. */
function replaceBetween(node: AstNode, source: string, from: string, to: string, replace: Replace): void {
  const [{ end }, { start: next }] = [node.left as AstNode, node.right as AstNode];
  const start = source.indexOf(from, end);
  if (start >= 0 && start < next)
    replace(`${from} to ${to}`, { type: '', start, end: start + from.length }, to);
}

function mutateLiteral(node: AstNode, replace: Replace): void {
  const { value } = node;
  if (typeof value === 'boolean') replace('other boolean', node, String(!value));
  if (typeof value === 'string') replace('other string', node, value === '' ? "'mutant'" : "''");
  if (node.regex) replace('other pattern', node, '/(?!)/');
  if (typeof value !== 'number') return;
  const numbers = value < smallNumber ? [value + 1] : [Math.floor(value / 2), value * 2];
  for (const number of numbers) replace('other number', node, String(number));
}

function mutateMethod(node: AstNode, text: (node: AstNode) => string, replace: Replace): void {
  const callee = node.callee as AstNode;
  if (callee.type !== 'MemberExpression' || callee.computed === true) return;
  const property = callee.property as AstNode;
  const name = text(property);
  const other = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (other !== undefined) replace('other method', property, other);
  const object = callee.object as AstNode;
  if (removable.has(name) && text(object) !== 'Math') replace(`drop ${name}`, node, text(object));
}

/** Removes each node of a list in turn, with a comma beside it. */
function dropEach(operator: string, nodes: readonly AstNode[], source: string, mutations: Mutation[]): void {
  for (const { start, end } of nodes) {
    const after = /^\s*,/.exec(source.slice(end))?.[0].length ?? 0;
    const before = after > 0 ? 0 : (/,\s*$/.exec(source.slice(0, start))?.[0].length ?? 0);
    mutations.push({ start: start - before, end: end + after, replacement: '', operator });
  }
}
