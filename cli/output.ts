/** What commands write: lines for people, or the result as JSON; both safe to show on a terminal. */
import { escapeForTerminal, escapeJsonForTerminal } from '../core/text/escapeForTerminal.ts';
import type { Output } from './command.ts';

export interface Stream {
  write(text: string): unknown;
  /** Whether a person looks at it. */
  isTTY?: boolean;
}

/** Clears the line that the cursor stands on and returns to its beginning. */
const clearLine = '\r\u001b[2K';

/**
 * @param out gets the lines and the result
 * @param err gets progress, if it is a terminal
 */
export function openOutput(
  out: Stream,
  err: Stream,
  json: boolean,
): Output & { finish(result: unknown): void } {
  let progressing = false;
  const endProgress = () => {
    if (progressing) err.write(clearLine);
    progressing = false;
  };
  return {
    print(line) {
      if (json) return;
      endProgress();
      out.write(`${escapeForTerminal(line)}\n`);
    },
    progress(line) {
      if (!err.isTTY) return;
      err.write(`${clearLine}${escapeForTerminal(line)}`);
      progressing = true;
    },
    finish(result) {
      endProgress();
      if (json && result !== undefined) out.write(`${formatJson(result)}\n`);
    },
  };
}

/** JSON over several lines. Escapes in it are those of JSON, so that its value stays the same. */
export function formatJson(value: unknown): string {
  return JSON.stringify(value, null, 2).split('\n').map(escapeJsonForTerminal).join('\n');
}
