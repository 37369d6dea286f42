/** What to say when a request fails, and what helps. */
import { DatelineProblem } from '../../../clients/typescript/client.ts';

export interface Fault {
  /**
   * `key`: none, or an unknown one. `scope`: another key helps. `gone`: there is no such thing. `query`: the
   * question is at fault.
   */
  kind: 'offline' | 'key' | 'scope' | 'gone' | 'query' | 'busy' | 'server';
  title: string;
  detail: string;
  /** Where in the question the fault is, in UTF-16 units. */
  position?: number;
}

/** @param online what the browser says of the network */
export function faultOf(error: unknown, online: boolean): Fault {
  if (!(error instanceof DatelineProblem)) return unreachable(online);
  const { status, problem } = error;
  const detail = problem.detail ?? '';
  const { position } = problem;
  // A gateway refuses an unknown key with a 403 of its own, which says nothing more.
  if (status === 401 || (status === 403 && problem.type === undefined))
    return {
      kind: 'key',
      title: 'This archive needs a key',
      detail: detail || 'The key is missing or unknown.',
    };
  if (status === 403) return { kind: 'scope', title: 'This key may not do that', detail };
  if (status === 404 || status === 410)
    return {
      kind: 'gone',
      title: 'There is nothing here',
      detail: detail || 'It is unknown, or was removed.',
    };
  if (status === 429 || status === 503)
    return {
      kind: 'busy',
      title: status === 429 ? 'Too many requests at once' : 'Dateline cannot answer that now',
      detail: detail || 'Wait a moment, then try again.',
    };
  if (status < 500)
    return {
      kind: 'query',
      title: 'This cannot be asked',
      detail,
      ...(position !== undefined && { position }),
    };
  return { kind: 'server', title: 'Dateline could not answer', detail: detail || `It answered ${status}.` };
}

function unreachable(online: boolean): Fault {
  return online
    ? {
        kind: 'offline',
        title: 'Dateline does not answer',
        detail: 'It may be stopped or restarting. Nothing that you see here is lost.',
      }
    : {
        kind: 'offline',
        title: 'You are offline',
        detail: 'This goes on by itself once there is a network again.',
      };
}
