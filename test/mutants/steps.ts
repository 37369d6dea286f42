/**
 * Counts the turns of loops, so that a proof which never ends is noticed after a number of steps: a clock
 * would notice it sooner or later depending on the load of the machine.
 */
import { parseSync } from 'oxc-parser';
import { type AstNode, childrenOf } from './syntax.ts';

/** The text of a file, in which each turn of a loop calls `$step()`. */
export function withSteps(file: string, source: string): string {
  const inserts: [at: number, text: string][] = [];
  const visit = (node: AstNode): void => {
    if (/^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type)) {
      const { type, start, end } = node.body as AstNode;
      if (type === 'BlockStatement') inserts.push([start + 1, '$step();']);
      else inserts.push([start, '{$step();'], [end, '}']);
    }
    for (const child of childrenOf(node)) visit(child);
  };
  visit(parseSync(file, source).program as unknown as AstNode);
  let text = '';
  let from = 0;
  for (const [at, insert] of inserts.sort(([a], [b]) => a - b)) {
    text += source.slice(from, at) + insert;
    from = at;
  }
  return text + source.slice(from);
}
